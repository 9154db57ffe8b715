import { Body, Controller, Get, Patch } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CadenceDto, CadenceList, UpdateCadenceDto } from './cadence.dto.js';
import { CadencesService } from './cadences.service.js';

@Controller('cadences')
export class CadencesController {
  constructor(private readonly cadences: CadencesService) {}

  /** How often companies of each segment are contacted. */
  @Get()
  @Permission('outreach:read')
  async list(): Promise<CadenceList> {
    return await this.cadences.list();
  }

  @Patch(':id')
  @Permission('cadences:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateCadenceDto,
  ): Promise<CadenceDto> {
    return await this.cadences.update(actor, id, version, body);
  }
}
