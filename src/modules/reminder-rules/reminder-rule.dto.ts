import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Keepable } from '../../platform/http/fields.js';
import { type Moment, MOMENTS } from './reminder-rule.rules.js';

export class UpdateReminderRuleDto {
  /** Days before or after; 0 on the day itself. */
  @Keepable()
  @IsInt()
  @Min(0)
  @Max(365)
  offsetDays?: number;

  @Keepable()
  @IsBoolean()
  enabled?: boolean;
}

export class ReminderRuleDto {
  id: string;
  version: number;
  /** As in the preferences, such as `task-due`. */
  kind: string;
  @ApiProperty({ enum: MOMENTS })
  moment: Moment;
  offsetDays: number;
  enabled: boolean;
}

export class ReminderRuleList {
  items: ReminderRuleDto[];
}
