import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { LocalDate } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { CompanyFilterQuery } from '../directory/company-filter.dto.js';
import { NEED_DIRECTIONS, NEED_HORIZONS, NEED_STATES, type NeedDirection, type NeedHorizon, type NeedState } from '../needs/need.dto.js';

export class NeedsInsightQuery extends OmitType(CompanyFilterQuery, ['limit', 'cursor', 'count', 'inPopulation'] as const) {
  /** Left out: all. */
  @IsOptional()
  @IsIn(NEED_STATES)
  state?: NeedState;

  /** First day on which the need was written down. */
  @IsOptional()
  @LocalDate()
  from?: string;

  /** First day after. */
  @IsOptional()
  @LocalDate()
  to?: string;
}

export class NeedsInsightRow {
  /** Range of industry divisions, such as 41-43, or none. */
  industry: string;
  @ApiProperty({ enum: NEED_DIRECTIONS })
  direction: NeedDirection;
  @ApiProperty({ enum: NEED_HORIZONS })
  horizon: NeedHorizon;
  needs: number;
  open: number;
  answered: number;
  dropped: number;
  /** Companies that said so, each counted once. */
  companies: number;
}

export class NeedsInsight {
  items: NeedsInsightRow[];
}

export class ActivitiesInsightQuery extends ListQuery {
  /** Only activities at which this company was. */
  @IsOptional()
  @IsUUID()
  companyId?: string;
}

export class ActivityInsight {
  activityId: string;
  title: string;
  kind: string;
  /** Day in Europe/Copenhagen. */
  heldOn: string;
  companiesAttended: number;
  /** Pledges that companies which attended made within the days after; followed by, not caused by. */
  pledgesFollowed: number;
  agreementsFollowed: number;
  /** Companies that attended and then pledged or signed, each counted once. */
  companiesFollowed: number;
}

export class ActivitiesInsight {
  items: ActivityInsight[];
  nextCursor: string | null;
  count?: number;
  /** How long after an activity something counts as having followed it. */
  withinDays: number;
}
