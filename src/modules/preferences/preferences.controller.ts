import { Body, Controller, Get, Patch } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { PreferencesDto, UpdatePreferencesDto } from './preference.dto.js';
import { PreferencesService } from './preferences.service.js';

@Controller('preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  /** How I want to be reminded, with every kind of reminder there is. */
  @Get()
  @Permission('session:own')
  async read(@CurrentActor() actor: Actor): Promise<PreferencesDto> {
    return await this.preferences.read(actor);
  }

  @Patch()
  @Permission('session:own')
  async update(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() body: UpdatePreferencesDto,
  ): Promise<PreferencesDto> {
    return await this.preferences.update(actor, version, body);
  }
}
