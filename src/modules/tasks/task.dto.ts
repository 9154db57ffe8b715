import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { RecurrenceDto } from '../recurrences/recurrence.dto.js';

export const TASK_STATES = ['open', 'done', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_SUBJECTS = ['visit', 'pledge', 'need', 'contact'] as const;
export type TaskSubject = (typeof TASK_SUBJECTS)[number];

/** The part that a task made together with a visit also has. */
export class FollowUpTaskDto {
  @Text(200)
  title: string;

  @LocalDate()
  dueOn: string;

  /** Left out: whoever makes it. */
  @IsOptional()
  @IsUUID()
  assigneeId?: string;
}

export class CreateTaskDto extends FollowUpTaskDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsOptional()
  @IsUUID()
  companyId?: string | null;

  /** What it is about, together with `subjectId`. */
  @IsOptional()
  @IsIn(TASK_SUBJECTS)
  subjectType?: TaskSubject | null;

  @IsOptional()
  @IsUUID()
  subjectId?: string | null;

  /** Left out or null: it does not come back. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RecurrenceDto)
  recurrence?: RecurrenceDto | null;
}

export const EDIT_SCOPES = ['one', 'series'] as const;
export type EditScope = (typeof EDIT_SCOPES)[number];

export class UpdateTaskDto {
  /** `series`: also those to come, counted from this one. Left out: this one only. */
  @Keepable()
  @IsIn(EDIT_SCOPES)
  scope?: EditScope;

  /** With the scope `series` only; null ends the series with this task. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RecurrenceDto)
  recurrence?: RecurrenceDto | null;

  @Keepable()
  @Text(200)
  title?: string;

  @Keepable()
  @LocalDate()
  dueOn?: string;

  @Keepable()
  @IsUUID()
  assigneeId?: string;
}

export class SnoozeTaskDto {
  /** The new day it is due; later than today. */
  @LocalDate()
  until: string;

  @Text(500)
  reason: string;
}

export class CompleteTaskDto {
  /** `cancelled` when it came to nothing. */
  @Keepable()
  @IsIn(['done', 'cancelled'])
  as?: 'done' | 'cancelled';
}

export class ListTasksQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  assigneeId?: string;

  @IsOptional()
  @IsIn(TASK_STATES)
  state?: TaskState;

  /** Only tasks due before this day. */
  @IsOptional()
  @LocalDate()
  dueBefore?: string;
}

export class TaskDto {
  id: string;
  version: number;
  title: string;
  dueOn: string;
  @ApiProperty({ enum: TASK_STATES })
  state: TaskState;
  assigneeId: string;
  companyId: string | null;
  companyName: string | null;
  @ApiProperty({ enum: TASK_SUBJECTS, nullable: true })
  subjectType: TaskSubject | null;
  subjectId: string | null;
  snoozedFrom: string | null;
  snoozeReason: string | null;
  closedAt: string | null;
  closedBy: string | null;
  seriesId: string | null;
  /** Which of the days of the series, from 0. */
  seriesPosition: number | null;
  /** null: it does not come back, or no more. */
  recurrence: RecurrenceDto | null;
}

export class TaskPage {
  items: TaskDto[];
  nextCursor: string | null;
  count?: number;
}
