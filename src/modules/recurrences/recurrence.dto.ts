import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { LocalDate } from '../../platform/http/fields.js';
import { WholeNumber } from '../../platform/http/list-query.js';
import { RECURRENCE_UNITS, type RecurrenceUnit } from './recurrence.rules.js';

/** How a task comes back, counted from the day it is due; days off move to the next working day. */
export class RecurrenceDto {
  @IsInt()
  @Min(1)
  @Max(365)
  every: number;

  @IsIn(RECURRENCE_UNITS)
  @ApiProperty({ enum: RECURRENCE_UNITS })
  unit: RecurrenceUnit;

  /** No day after it. */
  @IsOptional()
  @LocalDate()
  until?: string | null = null;

  /** So many times in all; not together with `until`. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  count?: number | null = null;
}

export class RecurrencePreviewQuery {
  /** The first day. */
  @LocalDate()
  dueOn: string;

  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(365)
  every: number;

  @IsIn(RECURRENCE_UNITS)
  unit: RecurrenceUnit;

  @IsOptional()
  @LocalDate()
  until?: string;

  /** How many days at most; left out: 12. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  count?: number;
}

export class RecurrencePreviewDto {
  /** The first day and those after it. */
  dates: string[];
}
