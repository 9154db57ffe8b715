import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { INTRODUCTION_OUTCOMES, type IntroductionOutcome } from './introduction.rules.js';

/** To a network or to another company: exactly one of `networkId` and `otherCompanyId`. */
export class CreateIntroductionDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** The company that opened the door, when it was one. */
  @IsOptional()
  @IsUUID()
  fromCompanyId?: string | null;

  /** Who was introduced. */
  @IsUUID()
  companyId: string;

  @IsOptional()
  @IsUUID()
  networkId?: string | null;

  /** A company or a partner organisation. */
  @IsOptional()
  @IsUUID()
  otherCompanyId?: string | null;

  /** Not in the future. */
  @LocalDate()
  madeOn: string;

  /** The colleague who made it; left out: you. */
  @Keepable()
  @IsUUID()
  madeById?: string;

  /** Never a citizen. */
  @IsOptional()
  @Text(2000)
  note?: string | null;
}

export class UpdateIntroductionDto {
  /** Never a citizen. */
  @IsOptional()
  @Text(2000)
  note?: string | null;

  /** Never back to `open`. */
  @Keepable()
  @IsIn(INTRODUCTION_OUTCOMES)
  outcome?: IntroductionOutcome;

  /** From `madeOn` to today; left out with a new outcome: today. */
  @Keepable()
  @LocalDate()
  outcomeOn?: string;

  /** Never a citizen. */
  @IsOptional()
  @Text(2000)
  outcomeNote?: string | null;
}

export class ListIntroductionsQuery extends ListQuery {
  /** Introduced, introduced to, or the one that opened the door. */
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  networkId?: string;

  @IsOptional()
  @IsUUID()
  madeById?: string;

  @IsOptional()
  @IsIn(INTRODUCTION_OUTCOMES)
  outcome?: IntroductionOutcome;
}

export class IntroductionDto {
  id: string;
  version: number;
  fromCompanyId: string | null;
  fromCompanyName: string | null;
  companyId: string;
  companyName: string;
  networkId: string | null;
  otherCompanyId: string | null;
  otherCompanyName: string | null;
  madeOn: string;
  madeById: string;
  madeByName: string;
  note: string | null;
  @ApiProperty({ enum: INTRODUCTION_OUTCOMES })
  outcome: IntroductionOutcome;
  outcomeOn: string | null;
  outcomeNote: string | null;
}

export class IntroductionPage {
  items: IntroductionDto[];
  nextCursor: string | null;
  count?: number;
}
