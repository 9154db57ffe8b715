import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { Keepable, LocalDate, NoCprNumber, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';
import type { Term } from './term.entity.js';

export class CreateTermDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** The list it belongs to, such as `pledge_category`. */
  @Matches(/^[a-z_]{1,40}$/)
  kind: string;

  /** The code programs use; locked once set. */
  @Matches(/^[A-Za-z0-9_-]{1,60}$/)
  @NoCprNumber()
  code: string;

  @Text(200)
  nameDa: string;

  @Text(200)
  nameEn: string;

  @IsOptional()
  @Text(2000)
  descriptionDa?: string | null;

  @IsOptional()
  @Text(2000)
  descriptionEn?: string | null;

  @LocalDate()
  validFrom: string;

  /** First day on which it is no longer used. */
  @IsOptional()
  @LocalDate()
  validTo?: string | null;

  /** From this day nothing new may be made with it. */
  @IsOptional()
  @LocalDate()
  closedForNewFrom?: string | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;
}

export class UpdateTermDto {
  @Keepable()
  @Text(200)
  nameDa?: string;

  @Keepable()
  @Text(200)
  nameEn?: string;

  @IsOptional()
  @Text(2000)
  descriptionDa?: string | null;

  @IsOptional()
  @Text(2000)
  descriptionEn?: string | null;

  @Keepable()
  @LocalDate()
  validFrom?: string;

  @IsOptional()
  @LocalDate()
  validTo?: string | null;

  @IsOptional()
  @LocalDate()
  closedForNewFrom?: string | null;

  @Keepable()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;
}

export class ListTermsQuery extends ListQuery {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  kind?: string;

  /** true: only what may be used for something new today. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  usable?: boolean;
}

export class TermDto {
  id: string;
  version: number;
  kind: string;
  code: string;
  nameDa: string;
  nameEn: string;
  descriptionDa: string | null;
  descriptionEn: string | null;
  validFrom: string;
  validTo: string | null;
  closedForNewFrom: string | null;
  position: number;
}

export class TermPage {
  items: TermDto[];
  nextCursor: string | null;
  count?: number;
}

export function toTermDto(term: Term): TermDto {
  return { ...term };
}
