import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ImportDto, ImportPage, ImportRowPage, ListImportRowsQuery } from './import.dto.js';
import { ImportsService } from './imports.service.js';

const UPLOAD: ApiBodyOptions = { schema: {
  type: 'object',
  required: ['file'],
  properties: {
    mapping: { type: 'string', description: 'For CSV: JSON from our field to the heading of the file. Before `file`.' },
    file: { type: 'string', format: 'binary' },
  },
} };

@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  /**
   * Takes in a file and says what it is: a search response of cvr-permanent, NDJSON or CSV, in UTF-8. Nothing comes
   * into the register before the commit. The field `mapping` must stand before the field `file`.
   */
  @Post()
  @Permission('imports:write')
  @ApiConsumes('multipart/form-data')
  @ApiBody(UPLOAD)
  async upload(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<ImportDto> {
    return await this.imports.upload(actor, request);
  }

  /** Newest first. */
  @Get()
  @Permission('imports:read')
  async list(@Query() query: ListQuery): Promise<ImportPage> {
    return await this.imports.list(query);
  }

  @Get(':id')
  @Permission('imports:read')
  async one(@Id() id: string): Promise<ImportDto> {
    return await this.imports.one(id);
  }

  /** The rows that were not taken over, in file order, each with its reason. */
  @Get(':id/rows')
  @Permission('imports:read')
  async rows(@Id() id: string, @Query() query: ListImportRowsQuery): Promise<ImportRowPage> {
    return await this.imports.rows(id, query);
  }

  /** Brings the rows into the register in the background; an import is committed once. */
  @Post(':id/commit')
  @HttpCode(202)
  @Permission('imports:write')
  async commit(@CurrentActor() actor: Actor, @Id() id: string): Promise<ImportDto> {
    return await this.imports.commit(actor, id);
  }
}
