import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { LocalDate, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';

export const BASIS_KINDS = ['consent', 'inbound', 'agreement', 'legal'] as const;
export type BasisKind = (typeof BASIS_KINDS)[number];

export class CreateContactBasisDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  /** Covers this workplace alone; left out: the company and all its workplaces. */
  @IsOptional()
  @IsUUID()
  workplaceId?: string | null;

  /**
   * consent: it said yes in general; inbound: it turned to us; agreement: a case is running (an agreement in force
   * needs no basis of its own); legal: a law allows it, see `legalText`.
   */
  @IsIn(BASIS_KINDS)
  kind: BasisKind;

  @LocalDate()
  validFrom: string;

  /** First day on which it holds no more. */
  @IsOptional()
  @LocalDate()
  validTo?: string | null;

  /** The law that allows it; with the kind `legal`, and only then. */
  @IsOptional()
  @Text(2000)
  legalText?: string | null;

  /** Who decided that the law allows it; with the kind `legal`, and only then. */
  @IsOptional()
  @Text(200)
  decidedBy?: string | null;

  @IsOptional()
  @Text(2000)
  note?: string | null;
}

export class EndContactBasisDto {
  @IsOptional()
  @Text(2000)
  note?: string | null;
}

export class ListContactBasesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  workplaceId?: string;

  /** true: only those that hold today. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  live?: boolean;
}

export class ContactBasisDto {
  id: string;
  version: number;
  companyId: string;
  workplaceId: string | null;
  @ApiProperty({ enum: BASIS_KINDS })
  kind: BasisKind;
  validFrom: string;
  validTo: string | null;
  legalText: string | null;
  decidedBy: string | null;
  note: string | null;
  /** The colleague who wrote it down. */
  recordedBy: string;
  createdAt: string;
  endedAt: string | null;
  endedBy: string | null;
  endNote: string | null;
}

export class ContactBasisPage {
  items: ContactBasisDto[];
  nextCursor: string | null;
  count?: number;
}
