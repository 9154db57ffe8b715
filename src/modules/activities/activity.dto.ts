import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Instant, Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { ACTIVITY_STATES, ACTIVITY_THEMES, type ActivityState, type ActivityTheme } from './activity.rules.js';

class ActivityFields {
  @IsOptional()
  @Text(4000)
  description?: string | null;

  @IsOptional()
  @Text(300)
  place?: string | null;

  /** Seats in all; null: no limit. Never below what companies have accepted. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  capacity?: number | null;

  /** Members from outside the municipality may see it. */
  @Keepable()
  @IsBoolean()
  sharedWithMembers?: boolean;
}

export class CreateActivityDto extends ActivityFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** Code of a term of the kind `activity_kind`, such as JOB_FAIR. */
  @IsString()
  @MaxLength(60)
  kind: string;

  @IsIn(ACTIVITY_THEMES)
  theme: ActivityTheme;

  @Text(200)
  title: string;

  @Instant()
  startsAt: string;

  @Instant()
  endsAt: string;

  /** The colleague who runs it; you, when left out. */
  @IsOptional()
  @IsUUID()
  ownerId?: string;
}

export class UpdateActivityDto extends ActivityFields {
  @Keepable()
  @IsString()
  @MaxLength(60)
  kind?: string;

  @Keepable()
  @IsIn(ACTIVITY_THEMES)
  theme?: ActivityTheme;

  @Keepable()
  @Text(200)
  title?: string;

  /** Not to a day to come once attendance is noted, and not to the future once it is held. */
  @Keepable()
  @Instant()
  startsAt?: string;

  @Keepable()
  @Instant()
  endsAt?: string;

  @Keepable()
  @IsUUID()
  ownerId?: string;

  /** How it went, once it is held; goes with `evaluationScore`. */
  @IsOptional()
  @Text(4000)
  evaluationText?: string | null;

  /** 1 (poor) to 5 (very good). */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  evaluationScore?: number | null;
}

export class CancelActivityDto {
  @Text(500)
  reason: string;
}

export class ListActivitiesQuery extends ListQuery {
  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;

  @IsOptional()
  @IsIn(ACTIVITY_THEMES)
  theme?: ActivityTheme;

  @IsOptional()
  @IsIn(ACTIVITY_STATES)
  state?: ActivityState;

  /** First day on which it begins. */
  @IsOptional()
  @LocalDate()
  from?: string;

  /** First day after. */
  @IsOptional()
  @LocalDate()
  to?: string;

  /** A company that participates: was invited, or came without. */
  @IsOptional()
  @IsUUID()
  companyId?: string;
}

export class ActivityDto {
  id: string;
  version: number;
  kind: string;
  @ApiProperty({ enum: ACTIVITY_THEMES })
  theme: ActivityTheme;
  title: string;
  description: string | null;
  startsAt: string;
  /** The day of `startsAt` in Europe/Copenhagen. */
  startsOn: string;
  endsAt: string;
  place: string | null;
  capacity: number | null;
  ownerId: string;
  ownerName: string;
  sharedWithMembers: boolean;
  @ApiProperty({ enum: ACTIVITY_STATES })
  state: ActivityState;
  cancelledReason: string | null;
  /** null for a member: what colleagues think of it stays among them. */
  evaluationText: string | null;
  evaluationScore: number | null;
  /** Companies invited, those that came without invitation included. */
  invitedCount: number;
  /** Seats of the companies that accepted. */
  acceptedSeats: number;
  /** Companies that declined. */
  declinedCount: number;
  /** Companies that came. */
  attendedCount: number;
  /** null when there is no limit. */
  seatsLeft: number | null;
}

export class ActivityPage {
  items: ActivityDto[];
  nextCursor: string | null;
  count?: number;
}
