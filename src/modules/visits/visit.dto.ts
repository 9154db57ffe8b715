import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsUUID, ValidateNested,
} from 'class-validator';
import { Instant, Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { HeardNeedDto } from '../needs/need.dto.js';
import { HeardFulfilmentDto } from '../pledges/pledge.dto.js';
import { FollowUpTaskDto } from '../tasks/task.dto.js';
import { VISIT_KINDS, VISIT_OUTCOMES, type VisitKind, type VisitOutcome } from './visit.rules.js';

const LONGEST_NOTE = 10_000;

/** One save holds the visit with everything agreed at it, or nothing. Only the first four after `id` are needed. */
export class CreateVisitDto {
  /** Chosen by a client that may have to send again; the same id and body makes one visit. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  @IsIn(VISIT_KINDS)
  kind: VisitKind;

  /** When it took place; not in the future. */
  @Instant()
  occurredAt: string;

  /** What was said. Never a citizen. */
  @Text(LONGEST_NOTE)
  summary: string;

  /** Contacts at the company who were there. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  contactIds?: string[];

  /** Colleagues who were there besides the author. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  colleagueIds?: string[];

  @IsOptional()
  @IsUUID()
  workplaceId?: string | null;

  @IsOptional()
  @IsIn(VISIT_OUTCOMES)
  outcome?: VisitOutcome | null;

  /** What was offered. */
  @IsOptional()
  @Text(2000)
  offers?: string | null;

  /** What the company was asked for in return. */
  @IsOptional()
  @Text(2000)
  asks?: string | null;

  /** What the company said it needs. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => HeardNeedDto)
  needs?: HeardNeedDto[];

  /** What somebody must do next. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => FollowUpTaskDto)
  tasks?: FollowUpTaskDto[];

  /** What became of the company's pledges. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => HeardFulfilmentDto)
  fulfilments?: HeardFulfilmentDto[];

  /** true: only you and the manager of your team read the note. */
  @IsOptional()
  @IsBoolean()
  restricted?: boolean;
}

export class UpdateVisitDto {
  @Keepable()
  @IsIn(VISIT_KINDS)
  kind?: VisitKind;

  @Keepable()
  @Instant()
  occurredAt?: string;

  @Keepable()
  @Text(LONGEST_NOTE)
  summary?: string;

  @IsOptional()
  @IsIn(VISIT_OUTCOMES)
  outcome?: VisitOutcome | null;

  @IsOptional()
  @Text(2000)
  offers?: string | null;

  /** What the company was asked for in return. */
  @IsOptional()
  @Text(2000)
  asks?: string | null;

  @Keepable()
  @IsBoolean()
  restricted?: boolean;
}

export class AmendVisitDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(LONGEST_NOTE)
  text: string;
}

export class ListVisitsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  authorId?: string;

  @IsOptional()
  @IsUUID()
  contactId?: string;

  @IsOptional()
  @IsIn(VISIT_KINDS)
  kind?: VisitKind;

  @IsOptional()
  @IsIn(VISIT_OUTCOMES)
  outcome?: VisitOutcome;

  /** First day. */
  @IsOptional()
  @LocalDate()
  from?: string;

  /** First day after. */
  @IsOptional()
  @LocalDate()
  to?: string;
}

export class VisitAmendmentDto {
  id: string;
  text: string;
  authorId: string;
  createdAt: string;
}

export class VisitDto {
  id: string;
  version: number;
  companyId: string;
  companyName: string;
  workplaceId: string | null;
  @ApiProperty({ enum: VISIT_KINDS })
  kind: VisitKind;
  occurredAt: string;
  /** The day in Europe/Copenhagen. */
  occurredOn: string;
  /** null when the note is restricted and you may not read it. */
  summary: string | null;
  offers: string | null;
  asks: string | null;
  @ApiProperty({ enum: VISIT_OUTCOMES, nullable: true })
  outcome: VisitOutcome | null;
  restricted: boolean;
  countsAsContact: boolean;
  authorId: string;
  authorName: string;
  contactIds: string[];
  colleagueIds: string[];
  needIds: string[];
  taskIds: string[];
  fulfilmentIds: string[];
  amendments: VisitAmendmentDto[];
  createdAt: string;
}

export class VisitPage {
  items: VisitDto[];
  nextCursor: string | null;
  count?: number;
}
