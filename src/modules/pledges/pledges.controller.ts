import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { FulfilmentsService } from './fulfilments.service.js';
import {
  CreatePledgeDto, FulfilPledgeDto, ListPledgesQuery, PledgeDto, PledgePage, UpdatePledgeDto, WithdrawPledgeDto,
} from './pledge.dto.js';
import { PledgesReader } from './pledges.reader.js';
import { PledgesService } from './pledges.service.js';

@Controller('pledges')
export class PledgesController {
  constructor(
    private readonly pledges: PledgesService,
    private readonly fulfilments: FulfilmentsService,
    private readonly reader: PledgesReader,
  ) {}

  /** Pledges by the day they end, each with what became of it and where it stands today. */
  @Get()
  @Permission('pledges:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListPledgesQuery): Promise<PledgePage> {
    return await this.reader.list(actor, query);
  }

  @Post()
  @Permission('pledges:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreatePledgeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeDto> {
    return answerOnce(reply, await this.pledges.create(actor, body));
  }

  @Get(':id')
  @Permission('pledges:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<PledgeDto> {
    return await this.reader.one(actor, id);
  }

  @Patch(':id')
  @Permission('pledges:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdatePledgeDto,
  ): Promise<PledgeDto> {
    return await this.pledges.update(actor, id, version, body);
  }

  /** Notes what became of the pledge on a day. */
  @Post(':id/fulfilments')
  @Permission('pledges:write')
  async fulfil(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FulfilPledgeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeDto> {
    return answerOnce(reply, await this.fulfilments.add(actor, id, body));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Permission('pledges:write')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: WithdrawPledgeDto,
  ): Promise<PledgeDto> {
    return await this.pledges.withdraw(actor, id, version, body.reason);
  }
}
