import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';

export const REQUEST_KINDS = ['access', 'rectification', 'erasure', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const DECISIONS = ['granted', 'refused', 'partly'] as const;
export type Decision = (typeof DECISIONS)[number];

export class CreatePrivacyRequestDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsIn(REQUEST_KINDS)
  kind: RequestKind;

  /** Left out when the person is not among the contacts. */
  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  /** The day it came; the month to answer runs from it. Left out: today. */
  @Keepable()
  @LocalDate()
  receivedOn?: string;

  /** What was asked for. */
  @IsOptional()
  @Text(2000)
  note?: string | null;
}

export class UpdatePrivacyRequestDto {
  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  @IsOptional()
  @Text(2000)
  note?: string | null;
}

export class ExtendPrivacyRequestDto {
  /** The new last day; at most two months after the first. */
  @LocalDate()
  until: string;

  /** What the person was told. */
  @Text(500)
  reason: string;
}

export class DecidePrivacyRequestDto {
  @IsIn(DECISIONS)
  decision: Decision;

  /** Must be given when not everything was granted. */
  @IsOptional()
  @Text(2000)
  reason?: string | null;

  /** The law that demands that the data stay, together with `holdReviewOn`. */
  @IsOptional()
  @Text(500)
  holdBasis?: string | null;

  /** The day on which to ask whether it still does. */
  @IsOptional()
  @LocalDate()
  holdReviewOn?: string | null;
}

export class ListPrivacyRequestsQuery extends ListQuery {
  /** `open`: not decided; `overdue`: not decided and past the last day; `decided`. */
  @IsOptional()
  @IsIn(['open', 'overdue', 'decided'])
  state?: 'open' | 'overdue' | 'decided';

  @IsOptional()
  @IsIn(REQUEST_KINDS)
  kind?: RequestKind;

  @IsOptional()
  @IsUUID()
  contactId?: string;
}

export class PrivacyRequestDto {
  id: string;
  version: number;
  @ApiProperty({ enum: REQUEST_KINDS })
  kind: RequestKind;
  contactId: string | null;
  /** `[slettet person]` after erasure. */
  contactName: string | null;
  note: string | null;
  receivedOn: string;
  /** One month after `receivedOn`. */
  dueOn: string;
  extendedTo: string | null;
  extendedOn: string | null;
  extensionReason: string | null;
  @ApiProperty({ enum: DECISIONS, nullable: true })
  decision: Decision | null;
  decidedOn: string | null;
  decisionReason: string | null;
  holdBasis: string | null;
  holdReviewOn: string | null;
  /** Days until the last day, negative when it has passed; null once decided. */
  daysLeft: number | null;
  overdue: boolean;
  /** When the contact was last changed after the request came; null when it was not. */
  contactChangedAt: string | null;
}

export class PrivacyRequestPage {
  items: PrivacyRequestDto[];
  nextCursor: string | null;
  count?: number;
}
