import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  CreateIntroductionDto, IntroductionDto, IntroductionPage, ListIntroductionsQuery, UpdateIntroductionDto,
} from './introduction.dto.js';
import { IntroductionsReader } from './introductions.reader.js';
import { IntroductionsService } from './introductions.service.js';

@Controller('introductions')
export class IntroductionsController {
  constructor(
    private readonly introductions: IntroductionsService,
    private readonly reader: IntroductionsReader,
  ) {}

  /** Who was introduced to whom and what came of it, the latest first. */
  @Get()
  @Permission('networks:read')
  async list(@Query() query: ListIntroductionsQuery): Promise<IntroductionPage> {
    return await this.reader.list(query);
  }

  @Post()
  @Permission('networks:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateIntroductionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IntroductionDto> {
    return answerOnce(reply, await this.introductions.create(actor, body));
  }

  /** Says what came of it. */
  @Patch(':id')
  @Permission('networks:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateIntroductionDto,
  ): Promise<IntroductionDto> {
    return await this.introductions.update(actor, id, version, body);
  }
}
