import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  CreatePlaybookDto, ListPlaybooksQuery, PlaybookDto, PlaybookPage, PlaybookStartDto, StartPlaybookDto,
  UpdatePlaybookDto,
} from './playbook.dto.js';
import { PlaybooksService } from './playbooks.service.js';

@Controller('playbooks')
export class PlaybooksController {
  constructor(private readonly playbooks: PlaybooksService) {}

  /** Playbooks by name, all or those for one company. */
  @Get()
  @Permission('playbooks:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListPlaybooksQuery): Promise<PlaybookPage> {
    return await this.playbooks.list(actor, query);
  }

  @Post()
  @Permission('playbooks:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreatePlaybookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlaybookDto> {
    return answerOnce(reply, await this.playbooks.create(actor, body));
  }

  @Get(':id')
  @Permission('playbooks:read')
  async one(@Id() id: string): Promise<PlaybookDto> {
    return await this.playbooks.one(id);
  }

  @Patch(':id')
  @Permission('playbooks:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdatePlaybookDto,
  ): Promise<PlaybookDto> {
    return await this.playbooks.update(actor, id, version, body);
  }

  /** Makes one task per step at a company; 409 while tasks of an earlier start there are open. */
  @Post(':id/start')
  @Permission('tasks:write')
  async start(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: StartPlaybookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlaybookStartDto> {
    return answerOnce(reply, await this.playbooks.start(actor, id, body));
  }
}
