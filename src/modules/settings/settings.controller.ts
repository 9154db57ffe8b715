import { Body, Controller, Get, Patch } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { SettingsDto, UpdateSettingsDto } from './settings.dto.js';
import { SettingsService } from './settings.service.js';

@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  /** Which municipality this is, and the words it uses. */
  @Get()
  @Permission('settings:read')
  async read(): Promise<SettingsDto> {
    return await this.settings.read();
  }

  @Patch()
  @Permission('settings:write')
  async update(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() body: UpdateSettingsDto,
  ): Promise<SettingsDto> {
    return await this.settings.update(actor, version, body);
  }
}
