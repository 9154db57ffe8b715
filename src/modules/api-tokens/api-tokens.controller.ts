import { Body, Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ApiTokenPage, CreateApiTokenDto, CreatedApiTokenDto, ListApiTokensQuery } from './api-token.dto.js';
import { ApiTokensService } from './api-tokens.service.js';

/** No token carries `session:own`, so none can make, see or revoke another. */
@Controller('tokens')
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  /** Tokens of programs that act as me, newest first; an administrator may ask for another user's. */
  @Get()
  @Permission('session:own')
  async list(@CurrentActor() actor: Actor, @Query() query: ListApiTokensQuery): Promise<ApiTokenPage> {
    return await this.tokens.list(actor, query);
  }

  /** Make a token; it is shown in this one answer. */
  @Post()
  @Permission('session:own')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateApiTokenDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedApiTokenDto> {
    return answerOnce(reply, await this.tokens.create(actor, body));
  }

  /** End a token at once. */
  @Delete(':id')
  @HttpCode(204)
  @Permission('session:own')
  async revoke(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.tokens.revoke(actor, id);
  }
}
