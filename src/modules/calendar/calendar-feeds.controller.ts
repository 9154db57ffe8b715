import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CalendarFeedDto, CreatedCalendarFeedDto } from './calendar-feed.dto.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';

@Controller('calendar-feed')
export class CalendarFeedsController {
  constructor(private readonly feeds: CalendarFeedsService) {}

  /** Whether my calendar has an address, and when a calendar program last asked for it. */
  @Get()
  @Permission('session:own')
  async read(@CurrentActor() actor: Actor): Promise<CalendarFeedDto> {
    return await this.feeds.read(actor);
  }

  /** Give my calendar a new address for Outlook and others, shown in this one answer; an older one stops working. */
  @Post()
  @Permission('session:own')
  async renew(@CurrentActor() actor: Actor): Promise<CreatedCalendarFeedDto> {
    return await this.feeds.renew(actor);
  }

  /** Let the address stop working at once. */
  @Delete()
  @HttpCode(204)
  @Permission('session:own')
  async revoke(@CurrentActor() actor: Actor): Promise<void> {
    await this.feeds.revoke(actor);
  }
}
