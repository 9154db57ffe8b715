import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { AmendVisitDto, CreateVisitDto, ListVisitsQuery, UpdateVisitDto, VisitDto, VisitPage } from './visit.dto.js';
import { VisitLookups } from './visit-lookups.js';
import { VisitsService } from './visits.service.js';

@Controller('visits')
export class VisitsController {
  constructor(
    private readonly visits: VisitsService,
    private readonly lookups: VisitLookups,
  ) {}

  /** Contacts with companies, the latest first. */
  @Get()
  @Permission('visits:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListVisitsQuery): Promise<VisitPage> {
    return await this.lookups.list(actor, query);
  }

  /** Saves the visit together with its needs, tasks and fulfilments: all of it, or nothing. */
  @Post()
  @Permission('visits:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateVisitDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitDto> {
    return answerOnce(reply, await this.visits.create(actor, body));
  }

  @Get(':id')
  @Permission('visits:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<VisitDto> {
    return await this.lookups.one(actor, id);
  }

  /** By its author, while the note is young enough to be overwritten. */
  @Patch(':id')
  @Permission('visits:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateVisitDto,
  ): Promise<VisitDto> {
    return await this.visits.update(actor, id, version, body);
  }

  /** Corrects a note without overwriting it. */
  @Post(':id/amendments')
  @Permission('visits:write')
  async amend(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: AmendVisitDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitDto> {
    return answerOnce(reply, await this.visits.amend(actor, id, body));
  }
}
