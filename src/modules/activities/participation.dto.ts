import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min,
} from 'class-validator';
import { Keepable, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { type Channel, CHANNELS } from '../consents/consent.dto.js';
import { PARTICIPATION_ANSWERS, type ParticipationAnswer } from './activity.rules.js';

/** Always a list, also for one company; a company is invited once however often it is sent. */
export class InviteCompaniesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  companyIds: string[];

  /** How they are invited: by phone unless told otherwise. Decides whether it is allowed; nothing is sent from here. */
  @Keepable()
  @IsIn(CHANNELS)
  channel?: Channel;

  /** true: they came without invitation; invited at this moment and noted as there, one person each. */
  @Keepable()
  @IsBoolean()
  walkIn?: boolean;
}

export class InvitedDto {
  /** Companies that are new to the activity. */
  invited: number;
  /** Companies that had been invited before; nothing of theirs is changed. */
  already: number;
}

export class UpdateParticipationDto {
  /** A contact at the company. */
  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  /** `none` takes an answer back. */
  @Keepable()
  @IsIn(PARTICIPATION_ANSWERS)
  answer?: ParticipationAnswer;

  @Keepable()
  @IsInt()
  @Min(1)
  @Max(1000)
  seats?: number;

  /** From the day of the activity on; null: not noted after all. */
  @IsOptional()
  @IsBoolean()
  attended?: boolean | null;

  /** How many came; as many as `seats` unless told otherwise. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  attendees?: number | null;

  @IsOptional()
  @Text(1000)
  note?: string | null;
}

export class ListParticipationsQuery extends ListQuery {
  @IsOptional()
  @IsIn(PARTICIPATION_ANSWERS)
  answer?: ParticipationAnswer;
}

export class ParticipationDto {
  id: string;
  version: number;
  activityId: string;
  companyId: string;
  companyName: string;
  contactId: string | null;
  seats: number;
  invitedAt: string;
  @ApiProperty({ enum: PARTICIPATION_ANSWERS })
  answer: ParticipationAnswer;
  answeredAt: string | null;
  /** null: not noted yet. */
  attended: boolean | null;
  attendees: number | null;
  note: string | null;
}

export class ParticipationPage {
  items: ParticipationDto[];
  nextCursor: string | null;
  count?: number;
}
