import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import {
  PLEDGE_DIRECTIONS, PLEDGE_STATES, PLEDGE_UNITS, type PledgeDirection, type PledgeState, type PledgeUnit,
} from './pledge.rules.js';

class PledgeFields {
  /** In general words, never a person. */
  @IsOptional()
  @Text(500)
  targetGroup?: string | null;

  /** What the municipality does in return. */
  @IsOptional()
  @Text(1000)
  inReturn?: string | null;

  /** The contact who promised. */
  @IsOptional()
  @IsUUID()
  contactId?: string | null;

  /** The company agreed to be named in public. */
  @Keepable()
  @IsBoolean()
  publicOk?: boolean;
}

export class CreatePledgeDto extends PledgeFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  /** Code of a term of the kind `pledge_category`, such as PLACEMENT_PLACES. */
  @IsString()
  @MaxLength(60)
  category: string;

  @IsIn(PLEDGE_DIRECTIONS)
  direction: PledgeDirection;

  /** At least 1: one place of a two-person firm counts. 1 for yes_no. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  quantity: number;

  @IsIn(PLEDGE_UNITS)
  unit: PledgeUnit;

  /** First day of the period. */
  @LocalDate()
  from: string;

  /** First day after the period: a pledge for 2026 runs from 2026-01-01 to 2027-01-01. */
  @LocalDate()
  to: string;
}

export class UpdatePledgeDto extends PledgeFields {
  @Keepable()
  @IsString()
  @MaxLength(60)
  category?: string;

  @Keepable()
  @IsIn(PLEDGE_DIRECTIONS)
  direction?: PledgeDirection;

  @Keepable()
  @IsInt()
  @Min(1)
  @Max(100_000)
  quantity?: number;

  @Keepable()
  @IsIn(PLEDGE_UNITS)
  unit?: PledgeUnit;

  @Keepable()
  @LocalDate()
  from?: string;

  @Keepable()
  @LocalDate()
  to?: string;
}

export class FulfilPledgeDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsInt()
  @Min(1)
  @Max(100_000)
  quantity: number;

  /** The day it happened; not in the future. */
  @LocalDate()
  on: string;

  /** Never a citizen. */
  @IsOptional()
  @Text(500)
  note?: string | null;
}

/** A fulfilment heard at a visit. */
export class HeardFulfilmentDto {
  @IsUUID()
  pledgeId: string;

  @IsInt()
  @Min(1)
  @Max(100_000)
  quantity: number;

  /** The day it happened; not in the future. */
  @LocalDate()
  on: string;

  /** Never a citizen. */
  @IsOptional()
  @Text(500)
  note?: string | null;
}

export class WithdrawPledgeDto {
  @Text(500)
  reason: string;
}

export class ListPledgesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;

  @IsOptional()
  @IsIn(PLEDGE_DIRECTIONS)
  direction?: PledgeDirection;
}

export class FulfilmentDto {
  id: string;
  quantity: number;
  on: string;
  note: string | null;
  visitId: string | null;
}

export class PledgeDto {
  id: string;
  version: number;
  companyId: string;
  companyName: string;
  category: string;
  @ApiProperty({ enum: PLEDGE_DIRECTIONS })
  direction: PledgeDirection;
  quantity: number;
  @ApiProperty({ enum: PLEDGE_UNITS })
  unit: PledgeUnit;
  from: string;
  to: string;
  targetGroup: string | null;
  inReturn: string | null;
  contactId: string | null;
  publicOk: boolean;
  withdrawnOn: string | null;
  withdrawnReason: string | null;
  /** How much of the quantity has come. */
  fulfilled: number;
  /** Computed for today. */
  @ApiProperty({ enum: PLEDGE_STATES })
  state: PledgeState;
  /** By day, the oldest first. */
  fulfilments: FulfilmentDto[];
}

export class PledgePage {
  items: PledgeDto[];
  nextCursor: string | null;
  count?: number;
}
