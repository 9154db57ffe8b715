import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { AuditPage, ListAuditQuery, PersonLogPage, PersonLogQuery } from './audit.dto.js';
import { AuditReader } from './audit.reader.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly reader: AuditReader) {}

  /** Who changed or looked at what, newest first. */
  @Get()
  @Permission('audit:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListAuditQuery): Promise<AuditPage> {
    return await this.reader.list(actor, query);
  }

  /** The look-ups and changes about one contact, for the answer to a request for access; `format=csv` for a file. */
  @Get('people/:id')
  @Permission('audit:read')
  @ApiOkResponse({ type: PersonLogPage })
  async aboutPerson(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PersonLogQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonLogPage | string> {
    if (query.format !== 'csv') return await this.reader.aboutPerson(actor, id, query);
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="opslag.csv"');
    return await this.reader.personCsv(actor, id, query);
  }
}
