import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min,
  ValidateNested,
} from 'class-validator';
import { SIZE_CLASSES, type SizeClass } from '../../kernel/size-class.js';
import { Keepable, LocalDate, Text } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { HR_FUNCTIONS, type HrFunction } from '../companies/company.values.js';
import { NEED_DIRECTIONS, type NeedDirection } from '../needs/need.dto.js';
import { PLAYBOOK_TRIGGERS, type PlaybookTrigger } from './playbook.rules.js';

/** Which companies something is meant for; the same part of every body that says so. */
class SegmentFields {
  /** Left out or empty: every size. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(SIZE_CLASSES.length)
  @ArrayUnique()
  @IsIn(SIZE_CLASSES, { each: true })
  @ApiProperty({ enum: SIZE_CLASSES, isArray: true, required: false })
  sizes?: SizeClass[];

  /** null: with or without. `no` does not fit a company of which it is not known. */
  @IsOptional()
  @IsIn(HR_FUNCTIONS)
  hasHrFunction?: HrFunction | null;

  /** false: no longer offered. */
  @Keepable()
  @IsBoolean()
  active?: boolean;
}

export class PlaybookStepDto {
  /** Of the task it becomes. */
  @Text(200)
  title: string;

  /** Days from the start; what falls on a weekend or holiday moves to the next working day. */
  @IsInt()
  @Min(0)
  @Max(730)
  offsetDays: number;

  /** How to go about it. */
  @IsOptional()
  @Text(500)
  note?: string | null = null;
}

export class CreatePlaybookDto extends SegmentFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(200)
  name: string;

  /** The occasion on which it is offered. */
  @IsIn(PLAYBOOK_TRIGGERS)
  trigger: PlaybookTrigger;

  /** On its occasion, where it fits the company and is not under way there; `manual` has none. Left out: false. */
  @Keepable()
  @IsBoolean()
  startsByItself?: boolean;

  /** In order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => PlaybookStepDto)
  steps: PlaybookStepDto[];
}

/** What is under way keeps the tasks it has. */
export class UpdatePlaybookDto extends SegmentFields {
  @Keepable()
  @Text(200)
  name?: string;

  @Keepable()
  @IsIn(PLAYBOOK_TRIGGERS)
  trigger?: PlaybookTrigger;

  /** On its occasion, where it fits the company and is not under way there; `manual` has none. */
  @Keepable()
  @IsBoolean()
  startsByItself?: boolean;

  /** All of them, in order. */
  @Keepable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => PlaybookStepDto)
  steps?: PlaybookStepDto[];
}

export class StartPlaybookDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsUUID()
  companyId: string;

  /** Left out: today. At most a year from today, either way. */
  @IsOptional()
  @LocalDate()
  startOn?: string | null;

  /** Who gets the tasks; left out: whoever starts it. */
  @IsOptional()
  @IsUUID()
  assigneeId?: string;
}

export class ListPlaybooksQuery extends ListQuery {
  @IsOptional()
  @IsIn(PLAYBOOK_TRIGGERS)
  trigger?: PlaybookTrigger;

  /** Only active ones that fit this company. */
  @IsOptional()
  @IsUUID()
  companyId?: string;
}

export class PlaybookDto {
  id: string;
  version: number;
  name: string;
  @ApiProperty({ enum: PLAYBOOK_TRIGGERS })
  trigger: PlaybookTrigger;
  @ApiProperty({ enum: SIZE_CLASSES, isArray: true })
  sizes: SizeClass[];
  @ApiProperty({ enum: HR_FUNCTIONS, nullable: true })
  hasHrFunction: HrFunction | null;
  active: boolean;
  startsByItself: boolean;
  steps: PlaybookStepDto[];
}

export class PlaybookPage {
  items: PlaybookDto[];
  nextCursor: string | null;
  count?: number;
}

/** One run of a playbook at one company. */
export class PlaybookStartDto {
  id: string;
  playbookId: string;
  companyId: string;
  startOn: string;
  /** The tasks it made, in the order of the steps. */
  taskIds: string[];
}

class VisitQuestionFields extends SegmentFields {
  /** The kind of need it may bring up. */
  @IsOptional()
  @IsIn(NEED_DIRECTIONS)
  direction?: NeedDirection | null;

  /** Lowest first. */
  @Keepable()
  @IsInt()
  @Min(0)
  @Max(10_000)
  position?: number;
}

export class CreateVisitQuestionDto extends VisitQuestionFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  /** As it is asked, such as "Mangler I hænder?". */
  @Text(300)
  textDa: string;

  @Text(300)
  textEn: string;
}

export class UpdateVisitQuestionDto extends VisitQuestionFields {
  @Keepable()
  @Text(300)
  textDa?: string;

  @Keepable()
  @Text(300)
  textEn?: string;
}

export class ListVisitQuestionsQuery extends ListQuery {
  /** Only active ones that fit this company. */
  @IsOptional()
  @IsUUID()
  companyId?: string;
}

export class VisitQuestionDto {
  id: string;
  version: number;
  textDa: string;
  textEn: string;
  @ApiProperty({ enum: SIZE_CLASSES, isArray: true })
  sizes: SizeClass[];
  @ApiProperty({ enum: HR_FUNCTIONS, nullable: true })
  hasHrFunction: HrFunction | null;
  @ApiProperty({ enum: NEED_DIRECTIONS, nullable: true })
  direction: NeedDirection | null;
  position: number;
  active: boolean;
}

export class VisitQuestionPage {
  items: VisitQuestionDto[];
  nextCursor: string | null;
  count?: number;
}
