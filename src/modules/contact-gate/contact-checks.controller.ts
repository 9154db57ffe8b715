import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ContactCheckDto, ContactCheckQuery, ContactChecksAnswer, ContactChecksDto } from './contact-check.dto.js';
import { ContactChecksService } from './contact-checks.service.js';

@Controller()
export class ContactChecksController {
  constructor(private readonly checks: ContactChecksService) {}

  /** May we contact them, by this channel, for this purpose, now, and why. */
  @Get('contact-check')
  @Permission('contact-gate:read')
  async one(@CurrentActor() actor: Actor, @Query() query: ContactCheckQuery): Promise<ContactCheckDto> {
    return await this.checks.one(actor, query);
  }

  /** The same for up to 200 companies at once; changes nothing. */
  @Post('contact-checks')
  @HttpCode(200)
  @Permission('contact-gate:read')
  async many(@CurrentActor() actor: Actor, @Body() body: ContactChecksDto): Promise<ContactChecksAnswer> {
    return await this.checks.many(actor, body);
  }
}
