import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { Keepable } from '../../platform/http/fields.js';
import { type Segment, SEGMENTS } from './cadence.rules.js';

export class UpdateCadenceDto {
  /** Days from the last contact to the next one. */
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(3_650)
  idealDays?: number;

  /** Days after which the next contact is overdue; not fewer than the ideal. */
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(3_650)
  maxDays?: number;
}

export class CadenceDto {
  id: string;
  version: number;
  @ApiProperty({ enum: SEGMENTS })
  segment: Segment;
  /** With an agreement in force or a pledge that lives. */
  engaged: boolean;
  idealDays: number;
  maxDays: number;
}

export class CadenceList {
  items: CadenceDto[];
}
