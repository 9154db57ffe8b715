import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength,
  Min, ValidateNested,
} from 'class-validator';
import { Keepable, LocalDate, NoCprNumber, Text } from '../../platform/http/fields.js';
import { ListQuery, WholeNumber } from '../../platform/http/list-query.js';
import { LABEL_STATES, type LabelState } from './label.rules.js';

const KEY = /^[A-Za-z0-9_-]{1,60}$/;

export class LabelCriterionDto {
  /** Names the criterion in answers. */
  @Matches(KEY)
  @NoCprNumber()
  key: string;

  @Text(500)
  textDa: string;

  @Text(500)
  textEn: string;
}

export class CreateLabelRoundDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** Code of a term of the kind `label`, such as CSRPEOPLE. */
  @IsString()
  @MaxLength(60)
  kind: string;

  @IsInt()
  @Min(2000)
  @Max(2100)
  year: number;

  /** First day on which companies may apply. */
  @LocalDate()
  opensOn: string;

  /** First day on which they may no more. */
  @LocalDate()
  closesOn: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LabelCriterionDto)
  criteria: LabelCriterionDto[];

  /** How many criteria must be met; without it two, or one when there is only one. */
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(20)
  needed?: number;

  /** How long a label is valid from the day it is awarded. */
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(120)
  validMonths?: number = 12;
}

export class UpdateLabelRoundDto {
  @Keepable()
  @LocalDate()
  opensOn?: string;

  @Keepable()
  @LocalDate()
  closesOn?: string;

  /** Takes the place of the whole list. Once a company has applied, only the texts may change. */
  @Keepable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LabelCriterionDto)
  criteria?: LabelCriterionDto[];

  /** Fixed once a company has applied. */
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(20)
  needed?: number;

  /** Labels awarded already keep their last day. */
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(120)
  validMonths?: number;
}

class YearAndKindQuery extends ListQuery {
  /** Code of a term of the kind `label`. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;

  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;
}

export class ListLabelRoundsQuery extends YearAndKindQuery {}

export class LabelRoundDto {
  id: string;
  version: number;
  kind: string;
  year: number;
  opensOn: string;
  closesOn: string;
  criteria: LabelCriterionDto[];
  needed: number;
  validMonths: number;
  /** Companies may apply today. */
  open: boolean;
}

export class LabelRoundPage {
  items: LabelRoundDto[];
  nextCursor: string | null;
  count?: number;
}

/** However little it is: there is no minimum, neither of employees nor of what was done. */
export class AnswerCriterionDto {
  /** Key of a criterion of the round. */
  @Matches(KEY)
  @NoCprNumber()
  key: string;

  /** What the company did. Never a citizen. */
  @Text(4000)
  done: string;

  /** What was hard about it. */
  @IsOptional()
  @Text(4000)
  challenge?: string | null;

  /** What came of it. */
  @IsOptional()
  @Text(4000)
  effect?: string | null;
}

export class ApplyForLabelDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  @IsUUID()
  roundId: string;

  /** For the criteria the company meets; the others are left out. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => AnswerCriterionDto)
  answers: AnswerCriterionDto[];
}

export class UpdateLabelDto {
  /** Takes the place of the whole list. */
  @Keepable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => AnswerCriterionDto)
  answers?: AnswerCriterionDto[];
}

export class JudgeCriterionDto {
  @Matches(KEY)
  @NoCprNumber()
  key: string;

  @IsBoolean()
  met: boolean;
}

export class AssessLabelDto {
  /** One entry per answer. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => JudgeCriterionDto)
  criteria: JudgeCriterionDto[];
}

export class CloseLabelDto {
  @Text(1000)
  reason: string;
}

export class ListLabelsQuery extends YearAndKindQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsIn(LABEL_STATES)
  state?: LabelState;

  /** Awarded labels that are valid today and no longer so this many days from now; the first to expire comes first. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(0)
  @Max(3650)
  expiringWithinDays?: number;
}

export class LabelAnswerDto {
  key: string;
  /** null until assessed. */
  met: boolean | null;
  done: string;
  challenge: string | null;
  effect: string | null;
}

export class LabelDto {
  id: string;
  version: number;
  companyId: string;
  companyName: string;
  roundId: string;
  kind: string;
  year: number;
  answers: LabelAnswerDto[];
  /** How many criteria must be met. */
  needed: number;
  @ApiProperty({ enum: LABEL_STATES })
  state: LabelState;
  appliedOn: string;
  awardedOn: string | null;
  /** First day on which the label is no longer valid. */
  validTo: string | null;
  /** Computed for today. */
  expired: boolean;
  /** The day it was declined or withdrawn. */
  closedOn: string | null;
  closedReason: string | null;
}

export class LabelPage {
  items: LabelDto[];
  nextCursor: string | null;
  count?: number;
}
