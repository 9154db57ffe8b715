import { Controller, Get, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ActivitiesInsight, ActivitiesInsightQuery, NeedsInsight, NeedsInsightQuery } from './insight.dto.js';
import { InsightsReader } from './insights.reader.js';

@Controller('insights')
export class InsightsController {
  constructor(private readonly reader: InsightsReader) {}

  /** What companies need, by industry, direction and horizon. */
  @Get('needs')
  @Permission('coverage:read')
  async needs(@CurrentActor() actor: Actor, @Query() query: NeedsInsightQuery): Promise<NeedsInsight> {
    return await this.reader.needs(actor, query);
  }

  /** What followed each activity within 180 days: followed by, not caused by. */
  @Get('activities')
  @Permission('coverage:read')
  async activities(@Query() query: ActivitiesInsightQuery): Promise<ActivitiesInsight> {
    return await this.reader.activities(query);
  }
}
