import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  CreateTargetDto, ListTargetsQuery, NoteProgressDto, TargetDto, TargetPage, UpdateTargetDto,
} from './target.dto.js';
import { TargetsReader } from './targets.reader.js';
import { TargetsService } from './targets.service.js';

@Controller('targets')
export class TargetsController {
  constructor(
    private readonly targets: TargetsService,
    private readonly reader: TargetsReader,
  ) {}

  /** What companies aim at by year, each with its parts and what is reached. */
  @Get()
  @Permission('targets:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListTargetsQuery): Promise<TargetPage> {
    return await this.reader.list(actor, query);
  }

  @Post()
  @Permission('targets:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTargetDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetDto> {
    return answerOnce(reply, await this.targets.create(actor, body));
  }

  @Get(':id')
  @Permission('targets:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<TargetDto> {
    return await this.reader.one(actor, id);
  }

  @Patch(':id')
  @Permission('targets:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateTargetDto,
  ): Promise<TargetDto> {
    return await this.targets.update(actor, id, version, body);
  }

  /** Notes what became of the target on a day. */
  @Post(':id/progress')
  @Permission('targets:write')
  async addProgress(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: NoteProgressDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetDto> {
    return answerOnce(reply, await this.targets.addProgress(actor, id, body));
  }
}
