import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min,
} from 'class-validator';
import { Keepable, LocalDate, NoCprNumber, Text } from '../../platform/http/fields.js';
import { ListQuery, WholeNumber } from '../../platform/http/list-query.js';
import { AGREEMENT_STATUSES, type AgreementStatus } from './agreement.rules.js';

const LONGEST_TEXT = 4000;

/** Ids as PostgreSQL writes them, so that the same id in capitals is the same. */
function LowerCase(): PropertyDecorator {
  const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lower) : lower(value)));
}

class AgreementFields {
  /** Companies and partner organisations besides the main party. */
  @Keepable()
  @LowerCase()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  partyIds?: string[];

  /** Workplaces of the parties that it covers. */
  @Keepable()
  @LowerCase()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  workplaceIds?: string[];

  /** Contacts of the parties. */
  @Keepable()
  @LowerCase()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  contactIds?: string[];

  /** Contact persons at the municipality. */
  @Keepable()
  @LowerCase()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  colleagueIds?: string[];

  /** What the municipality does. */
  @IsOptional()
  @Text(LONGEST_TEXT)
  weDo?: string | null;

  /** What the company does. */
  @IsOptional()
  @Text(LONGEST_TEXT)
  youDo?: string | null;

  /** What they do together. */
  @IsOptional()
  @Text(LONGEST_TEXT)
  togetherDo?: string | null;

  /** Becomes the day of activation when missing then. */
  @IsOptional()
  @LocalDate()
  signedOn?: string | null;

  /** First day; a draft may be without. */
  @IsOptional()
  @LocalDate()
  from?: string | null;

  /** First day after the period; null: open-ended. */
  @IsOptional()
  @LocalDate()
  to?: string | null;

  /** When to look at it together again. */
  @IsOptional()
  @LocalDate()
  reviewOn?: string | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(120)
  noticeMonths?: number | null;

  /** http or https. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/?#]+\S*$/i)
  @NoCprNumber()
  @MaxLength(1000)
  documentUrl?: string | null;

  /** In the municipality's case system. */
  @IsOptional()
  @Text(100)
  caseNumber?: string | null;
}

export class CreateAgreementDto extends AgreementFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** Code of a term of the kind `agreement_kind`, such as COOPERATION. */
  @IsString()
  @MaxLength(60)
  kind: string;

  @Text(200)
  title: string;

  /** The main party. */
  @LowerCase()
  @IsUUID()
  companyId: string;
}

/** In force only the dates of review and notice, the texts, document, case number, contacts and colleagues change. */
export class UpdateAgreementDto extends AgreementFields {
  @Keepable()
  @IsString()
  @MaxLength(60)
  kind?: string;

  @Keepable()
  @Text(200)
  title?: string;

  @Keepable()
  @LowerCase()
  @IsUUID()
  companyId?: string;
}

export class TerminateAgreementDto {
  @Text(500)
  reason: string;

  /** First day on which it is no longer in force: today when missing, never before `from` or after `to`. */
  @Keepable()
  @LocalDate()
  on?: string;
}

export class RenewAgreementDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** First day of the new agreement: the `to` of the old one when missing. */
  @IsOptional()
  @LocalDate()
  from?: string | null;

  /** First day after the new period; missing: open-ended. */
  @IsOptional()
  @LocalDate()
  to?: string | null;
}

export class ListAgreementsQuery extends ListQuery {
  /** Any of the parties. */
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;

  @IsOptional()
  @IsIn(AGREEMENT_STATUSES)
  status?: AgreementStatus;

  /** In force, and `to` comes within so many days; those terminated before are left out. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(3660)
  expiringWithinDays?: number;

  /** `reviewOn` lies before this day. */
  @IsOptional()
  @LocalDate()
  reviewBefore?: string;
}

export class AgreementDto {
  id: string;
  version: number;
  kind: string;
  title: string;
  companyId: string;
  companyName: string;
  /** Without the main party. */
  partyIds: string[];
  workplaceIds: string[];
  contactIds: string[];
  colleagueIds: string[];
  weDo: string | null;
  youDo: string | null;
  togetherDo: string | null;
  /** Computed for today; active until a termination has effect. */
  @ApiProperty({ enum: AGREEMENT_STATUSES })
  status: AgreementStatus;
  signedOn: string | null;
  from: string | null;
  to: string | null;
  reviewOn: string | null;
  noticeMonths: number | null;
  documentUrl: string | null;
  caseNumber: string | null;
  /** First day on which it is no longer in force; may lie ahead. */
  terminatedOn: string | null;
  terminationReason: string | null;
  renewedFromId: string | null;
  renewedById: string | null;
}

export class AgreementPage {
  items: AgreementDto[];
  nextCursor: string | null;
  count?: number;
}
