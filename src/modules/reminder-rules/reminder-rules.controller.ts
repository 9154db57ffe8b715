import { Body, Controller, Get, Patch } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ReminderRuleDto, ReminderRuleList, UpdateReminderRuleDto } from './reminder-rule.dto.js';
import { ReminderRulesService } from './reminder-rules.service.js';

@Controller('reminder-rules')
export class ReminderRulesController {
  constructor(private readonly rules: ReminderRulesService) {}

  /** How long before, on or after which day each kind of reminder is sent. */
  @Get()
  @Permission('reminders:read')
  async list(): Promise<ReminderRuleList> {
    return await this.rules.list();
  }

  @Patch(':id')
  @Permission('reminders:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateReminderRuleDto,
  ): Promise<ReminderRuleDto> {
    return await this.rules.update(actor, id, version, body);
  }
}
