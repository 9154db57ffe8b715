import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  CreateVisitQuestionDto, ListVisitQuestionsQuery, UpdateVisitQuestionDto, VisitQuestionDto, VisitQuestionPage,
} from './playbook.dto.js';
import { VisitQuestionsService } from './visit-questions.service.js';

@Controller('visit-questions')
export class VisitQuestionsController {
  constructor(private readonly questions: VisitQuestionsService) {}

  /** Questions in the order in which to ask them, all or those for one company. */
  @Get()
  @Permission('playbooks:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListVisitQuestionsQuery): Promise<VisitQuestionPage> {
    return await this.questions.list(actor, query);
  }

  @Post()
  @Permission('playbooks:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateVisitQuestionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitQuestionDto> {
    return answerOnce(reply, await this.questions.create(actor, body));
  }

  @Patch(':id')
  @Permission('playbooks:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateVisitQuestionDto,
  ): Promise<VisitQuestionDto> {
    return await this.questions.update(actor, id, version, body);
  }
}
