import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { LocalDate, Text } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';

export const CHANNELS = ['phone', 'email', 'sms', 'letter', 'visit', 'online'] as const;
export type Channel = (typeof CHANNELS)[number];

export const GIVEN_BY = ['meeting', 'phone', 'form', 'email', 'letter', 'other'] as const;
export type GivenBy = (typeof GIVEN_BY)[number];

/** Terms of this kind say what one contacts companies for. */
export const PURPOSE_TERMS = 'contact_purpose';
export const PURPOSE_CODE = /^[A-Za-z0-9_-]{1,60}$/;

/** Exactly one of `companyId` and `contactId` says who gave it. */
export class CreateConsentDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsOptional()
  @IsUUID()
  companyId?: string | null;

  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  @IsIn(CHANNELS)
  channel: Channel;

  /** Code of a term of the kind `contact_purpose`. */
  @Matches(PURPOSE_CODE)
  purpose: string;

  /** What the giver was shown or told, word for word. */
  @Text(2000)
  wording: string;

  /** How it reached us. We may not ask for it by e-mail or text message; the giver may answer that way. */
  @IsIn(GIVEN_BY)
  givenBy: GivenBy;

  @LocalDate()
  givenOn: string;

  /** Where it can be seen that it was given, such as the number of a case. */
  @IsOptional()
  @Text(2000)
  evidence?: string | null;
}

export class WithdrawConsentDto {
  @IsOptional()
  @Text(2000)
  note?: string | null;
}

export class ListConsentsQuery extends ListQuery {
  /** The company's own, and those of the people who have a role there. */
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  contactId?: string;

  /** true: only those not withdrawn. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  live?: boolean;
}

export class ConsentDto {
  id: string;
  version: number;
  companyId: string | null;
  contactId: string | null;
  @ApiProperty({ enum: CHANNELS })
  channel: Channel;
  purpose: string;
  wording: string;
  @ApiProperty({ enum: GIVEN_BY })
  givenBy: GivenBy;
  givenOn: string;
  evidence: string | null;
  /** The colleague who wrote it down. */
  recordedBy: string;
  createdAt: string;
  withdrawnAt: string | null;
  withdrawnBy: string | null;
  withdrawalNote: string | null;
}

export class ConsentPage {
  items: ConsentDto[];
  nextCursor: string | null;
  count?: number;
}
