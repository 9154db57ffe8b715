import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { OutreachPage, OutreachQuery, PauseDto } from './outreach.dto.js';
import { OutreachReader } from './outreach.reader.js';
import { OutreachService } from './outreach.service.js';

@Controller('outreach')
export class OutreachController {
  constructor(
    private readonly reader: OutreachReader,
    private readonly outreach: OutreachService,
  ) {}

  /** Companies overdue or due for contact, or never contacted, each with the reason in words. */
  @Get()
  @Permission('outreach:read')
  async list(@CurrentActor() actor: Actor, @Query() query: OutreachQuery): Promise<OutreachPage> {
    return await this.reader.list(actor, query);
  }

  /** Puts the next contact with the company off, or notes that it asked not to be contacted before a day. */
  @Post(':id/pause')
  @HttpCode(204)
  @Permission('outreach:write')
  async pause(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: PauseDto): Promise<void> {
    await this.outreach.pause(actor, id, body);
  }

  /** Ends the pause: the company is due when it would have been without it. */
  @Delete(':id/pause')
  @HttpCode(204)
  @Permission('outreach:write')
  async resume(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.outreach.resume(actor, id);
  }
}
