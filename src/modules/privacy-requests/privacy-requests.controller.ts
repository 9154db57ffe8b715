import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  CreatePrivacyRequestDto, DecidePrivacyRequestDto, ExtendPrivacyRequestDto, ListPrivacyRequestsQuery,
  PrivacyRequestDto, PrivacyRequestPage, UpdatePrivacyRequestDto,
} from './privacy-request.dto.js';
import { PrivacyRequestsReader } from './privacy-requests.reader.js';
import { PrivacyRequestsService } from './privacy-requests.service.js';

@Controller('privacy-requests')
export class PrivacyRequestsController {
  constructor(
    private readonly requests: PrivacyRequestsService,
    private readonly reader: PrivacyRequestsReader,
  ) {}

  /** Requests of persons about their own data, by the last day to answer. */
  @Get()
  @Permission('privacy:read')
  async list(@Query() query: ListPrivacyRequestsQuery): Promise<PrivacyRequestPage> {
    return await this.reader.list(query);
  }

  @Post()
  @Permission('privacy:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreatePrivacyRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PrivacyRequestDto> {
    return answerOnce(reply, await this.requests.create(actor, body));
  }

  @Get(':id')
  @Permission('privacy:read')
  async one(@Id() id: string): Promise<PrivacyRequestDto> {
    return await this.reader.one(id);
  }

  @Patch(':id')
  @Permission('privacy:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdatePrivacyRequestDto,
  ): Promise<PrivacyRequestDto> {
    return await this.requests.update(actor, id, version, body);
  }

  /** Puts the answer off by up to two months, once, within the first month. */
  @Post(':id/extend')
  @HttpCode(200)
  @Permission('privacy:write')
  async extend(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: ExtendPrivacyRequestDto,
  ): Promise<PrivacyRequestDto> {
    return await this.requests.extend(actor, id, version, body);
  }

  /** What was answered. An erasure that names the request decides it by itself. */
  @Post(':id/decide')
  @HttpCode(200)
  @Permission('privacy:write')
  async decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: DecidePrivacyRequestDto,
  ): Promise<PrivacyRequestDto> {
    return await this.requests.decide(actor, id, version, body);
  }
}
