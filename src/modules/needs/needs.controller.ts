import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CreateNeedDto, ListNeedsQuery, NeedDto, NeedPage, UpdateNeedDto } from './need.dto.js';
import { NeedsService } from './needs.service.js';

@Controller('needs')
export class NeedsController {
  constructor(private readonly needs: NeedsService) {}

  /** What companies need, newest first. */
  @Get()
  @Permission('needs:read')
  async list(@Query() query: ListNeedsQuery): Promise<NeedPage> {
    return await this.needs.list(query);
  }

  @Post()
  @Permission('needs:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateNeedDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NeedDto> {
    return answerOnce(reply, await this.needs.create(actor, body));
  }

  @Get(':id')
  @Permission('needs:read')
  async one(@Id() id: string): Promise<NeedDto> {
    return await this.needs.one(id);
  }

  @Patch(':id')
  @Permission('needs:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateNeedDto,
  ): Promise<NeedDto> {
    return await this.needs.update(actor, id, version, body);
  }
}
