import { Controller, Get, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CoverageDto, CoverageQuery } from './coverage.dto.js';
import { CoverageReader } from './coverage.reader.js';

@Controller('coverage')
export class CoverageController {
  constructor(private readonly reader: CoverageReader) {}

  /** How much of all employers the municipality reaches, by two ways of cutting, with the blanks. */
  @Get()
  @Permission('coverage:read')
  async matrix(@CurrentActor() actor: Actor, @Query() query: CoverageQuery): Promise<CoverageDto> {
    return await this.reader.matrix(actor, query);
  }
}
