import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Keepable, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';

export const NEED_DIRECTIONS = ['recruit', 'retain', 'upskill'] as const;
export type NeedDirection = (typeof NEED_DIRECTIONS)[number];

export const NEED_HORIZONS = ['short', 'long'] as const;
export type NeedHorizon = (typeof NEED_HORIZONS)[number];

export const NEED_STATES = ['open', 'answered', 'dropped'] as const;
export type NeedState = (typeof NEED_STATES)[number];

/** The part that a need heard at a visit also has. */
export class HeardNeedDto {
  @IsIn(NEED_DIRECTIONS)
  direction: NeedDirection;

  @IsIn(NEED_HORIZONS)
  horizon: NeedHorizon;

  /** In the company's own words. */
  @Text(2000)
  text: string;
}

export class CreateNeedDto extends HeardNeedDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;
}

export class UpdateNeedDto {
  @Keepable()
  @IsIn(NEED_DIRECTIONS)
  direction?: NeedDirection;

  @Keepable()
  @IsIn(NEED_HORIZONS)
  horizon?: NeedHorizon;

  @Keepable()
  @Text(2000)
  text?: string;

  /** `answered` and `dropped` need an `answer`. */
  @Keepable()
  @IsIn(NEED_STATES)
  state?: NeedState;

  /** What was offered, or why it was dropped. */
  @IsOptional()
  @Text(2000)
  answer?: string | null;

  /** Number of the job order in the municipality's own system. */
  @IsOptional()
  @Text(40)
  jobOrderNumber?: string | null;
}

export class ListNeedsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsIn(NEED_STATES)
  state?: NeedState;

  @IsOptional()
  @IsIn(NEED_DIRECTIONS)
  direction?: NeedDirection;

  @IsOptional()
  @IsIn(NEED_HORIZONS)
  horizon?: NeedHorizon;
}

export class NeedDto {
  id: string;
  version: number;
  companyId: string;
  visitId: string | null;
  @ApiProperty({ enum: NEED_DIRECTIONS })
  direction: NeedDirection;
  @ApiProperty({ enum: NEED_HORIZONS })
  horizon: NeedHorizon;
  text: string;
  @ApiProperty({ enum: NEED_STATES })
  state: NeedState;
  answer: string | null;
  jobOrderNumber: string | null;
  createdAt: string;
}

export class NeedPage {
  items: NeedDto[];
  nextCursor: string | null;
  count?: number;
}
