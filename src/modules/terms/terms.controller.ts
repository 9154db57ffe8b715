import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CreateTermDto, ListTermsQuery, TermDto, TermPage, UpdateTermDto } from './term.dto.js';
import { TermsService } from './terms.service.js';

@Controller('terms')
export class TermsController {
  constructor(private readonly terms: TermsService) {}

  /** Schemes, categories and other words as dated data. */
  @Get()
  @Permission('terms:read')
  async list(@Query() query: ListTermsQuery): Promise<TermPage> {
    return await this.terms.list(query);
  }

  @Post()
  @Permission('terms:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTermDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TermDto> {
    return answerOnce(reply, await this.terms.create(actor, body));
  }

  @Patch(':id')
  @Permission('terms:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateTermDto,
  ): Promise<TermDto> {
    return await this.terms.update(actor, id, version, body);
  }
}
