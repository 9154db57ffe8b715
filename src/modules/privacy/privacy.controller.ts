import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { exportDocument } from './export-document.js';
import { PersonExport } from './person-export.js';
import { ExportQuery, PersonExportDto } from './privacy.dto.js';

@Controller('contacts')
export class PrivacyController {
  constructor(private readonly exports: PersonExport) {}

  /** Everything kept about the person, restricted notes too; read it through before it is handed over. */
  @Get(':id/export')
  @Permission('privacy:read')
  @ApiOkResponse({ type: PersonExportDto })
  async export(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() { format }: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonExportDto | string> {
    const found = await this.exports.of(actor, id);
    if (format !== 'html') return found;
    void reply.type('text/html; charset=utf-8');
    return exportDocument(found);
  }
}
