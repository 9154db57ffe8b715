import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Instant } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import {
  type Channel, CHANNELS, RECIPIENT_TYPES, type RecipientType, REMINDER_STATES, type ReminderState,
} from '../reminders/reminder.entity.js';

export class ListRemindersQuery extends ListQuery {
  @IsOptional()
  @IsIn(REMINDER_STATES)
  state?: ReminderState;

  @IsOptional()
  @IsIn(CHANNELS)
  channel?: Channel;

  /** Such as `task-due`. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;

  @IsOptional()
  @IsUUID()
  recipientId?: string;

  @IsOptional()
  @IsUUID()
  subjectId?: string;

  /** Due at or after. */
  @IsOptional()
  @Instant()
  from?: string;

  /** Due before. */
  @IsOptional()
  @Instant()
  to?: string;
}

export class ReminderDto {
  id: string;
  kind: string;
  subjectId: string;
  occurrence: string;
  @ApiProperty({ enum: CHANNELS })
  channel: Channel;
  @ApiProperty({ enum: RECIPIENT_TYPES })
  recipientType: RecipientType;
  recipientId: string;
  companyId: string | null;
  /** ISO 8601 UTC. */
  dueAt: string;
  @ApiProperty({ enum: REMINDER_STATES })
  state: ReminderState;
  /** Why it is blocked, cancelled, failed or unknown: a code. */
  reason: string | null;
  attempt: number;
  digestId: string | null;
  sentAt: string | null;
  /** What the mail server answered. */
  lastError: string | null;
}

export class ReminderPage {
  items: ReminderDto[];
  nextCursor: string | null;
  count?: number;
}

export class ReminderCountDto {
  @ApiProperty({ enum: REMINDER_STATES })
  state: ReminderState;
  count: number;
}

export class ReminderSummaryDto {
  counts: ReminderCountDto[];
  /** Seconds that the oldest due reminder has waited; null when none waits. */
  oldestDueSeconds: number | null;
  /** Whether there is a mail server to send by. */
  mail: boolean;
}

export class DecideReminderDto {
  /** It arrived, or it is to be sent again. */
  @IsIn(['arrived', 'again'])
  outcome: 'arrived' | 'again';
}

export class TestMailAnswerDto {
  @ApiProperty({ enum: ['accepted', 'refused', 'unknown'] })
  state: 'accepted' | 'refused' | 'unknown';
  /** The mail server's three digits; null when it did not answer. */
  replyCode: number | null;
}
