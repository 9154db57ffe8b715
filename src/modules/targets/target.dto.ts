import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateNested,
} from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery, WholeNumber } from '../../platform/http/list-query.js';
import { TARGET_UNITS, type TargetUnit } from './target.rules.js';

/** An id in a body may be written in capitals; compared with another it may not. */
const LowerCase = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

/** A workplace's share of the target. */
export class TargetShareDto {
  /** One of the company's own workplaces. */
  @LowerCase()
  @IsUUID()
  workplaceId: string;

  @IsInt()
  @Min(0)
  @Max(100_000)
  quantity: number;
}

export class CreateTargetDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  @IsInt()
  @Min(2000)
  @Max(2100)
  year: number;

  /** Code of a term of the kind `pledge_category`; one target per company, year and category. */
  @IsString()
  @MaxLength(60)
  category: string;

  /** For the whole company. 1 for yes_no. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  quantity: number;

  @IsIn(TARGET_UNITS)
  unit: TargetUnit;

  /** Never a citizen. */
  @IsOptional()
  @Text(1000)
  note?: string | null;

  /** Spread over workplaces; together at most the quantity. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => TargetShareDto)
  parts?: TargetShareDto[];
}

export class UpdateTargetDto {
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(100_000)
  quantity?: number;

  @Keepable()
  @IsIn(TARGET_UNITS)
  unit?: TargetUnit;

  @IsOptional()
  @Text(1000)
  note?: string | null;

  /** Takes the place of the whole list. A workplace with progress stays. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => TargetShareDto)
  parts?: TargetShareDto[];
}

export class NoteProgressDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** One of the target's workplaces; without it, of the company as a whole. */
  @IsOptional()
  @LowerCase()
  @IsUUID()
  workplaceId?: string | null;

  @IsInt()
  @Min(0)
  @Max(100_000)
  quantity: number;

  /** The day it happened: in the year of the target, not in the future. */
  @LocalDate()
  on: string;

  /** Never a citizen. */
  @IsOptional()
  @Text(500)
  note?: string | null;
}

export class ListTargetsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;
}

export class TargetPartDto {
  workplaceId: string;
  workplaceName: string;
  quantity: number;
  /** From the progress of this workplace. */
  reached: number;
}

export class TargetProgressDto {
  id: string;
  /** null: of the company as a whole. */
  workplaceId: string | null;
  quantity: number;
  on: string;
  note: string | null;
}

export class TargetDto {
  id: string;
  version: number;
  companyId: string;
  companyName: string;
  year: number;
  category: string;
  quantity: number;
  @ApiProperty({ enum: TARGET_UNITS })
  unit: TargetUnit;
  note: string | null;
  /** By the name of the workplace. */
  parts: TargetPartDto[];
  /** What is not spread over workplaces. */
  unassigned: number;
  /** How much of the quantity has come. */
  reached: number;
  /** By day, the oldest first. */
  progress: TargetProgressDto[];
}

export class TargetPage {
  items: TargetDto[];
  nextCursor: string | null;
  count?: number;
}
