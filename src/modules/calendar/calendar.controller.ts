import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission, Public } from '../../platform/http/permission-marks.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarReader } from './calendar.reader.js';
import { feedText, invitationText } from './calendar-text.js';

const TYPE = 'text/calendar; charset=utf-8';

@Controller()
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeedsService,
    private readonly reader: CalendarReader,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** The calendar of whoever made the token, for calendar programs, which can send nothing but an address. */
  @Get('calendar/:token.ics')
  @ApiProduces('text/calendar')
  @Public()
  async feed(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const entries = await this.reader.entries(await this.feeds.ownerOf(token));
    void reply.type(TYPE).header('cache-control', 'private, no-store');
    return feedText(entries, this.platform);
  }

  /** The activity as a file to attach to a mail; once it is cancelled, what takes it out of the calendar again. */
  @Get('activities/:id/invitation.ics')
  @ApiProduces('text/calendar')
  @Permission('activities:read')
  async invitation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const entry = await this.reader.activity(actor, id);
    void reply.type(TYPE).header('content-disposition', 'attachment; filename="invitation.ics"');
    return invitationText(entry, this.platform);
  }
}
