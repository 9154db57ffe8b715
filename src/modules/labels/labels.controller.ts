import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  ApplyForLabelDto, AssessLabelDto, CloseLabelDto, CreateLabelRoundDto, LabelDto, LabelPage, LabelRoundDto,
  LabelRoundPage, ListLabelRoundsQuery, ListLabelsQuery, UpdateLabelDto, UpdateLabelRoundDto,
} from './label.dto.js';
import { LabelRoundsService } from './label-rounds.service.js';
import { LabelsReader } from './labels.reader.js';
import { LabelsService } from './labels.service.js';

@Controller()
export class LabelsController {
  constructor(
    private readonly labels: LabelsService,
    private readonly rounds: LabelRoundsService,
    private readonly reader: LabelsReader,
  ) {}

  /** The years in which companies can apply, the latest first. */
  @Get('label-rounds')
  @Permission('labels:read')
  async listRounds(@Query() query: ListLabelRoundsQuery): Promise<LabelRoundPage> {
    return await this.rounds.list(query);
  }

  @Post('label-rounds')
  @Permission('labels:write')
  async createRound(
    @CurrentActor() actor: Actor,
    @Body() body: CreateLabelRoundDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LabelRoundDto> {
    return answerOnce(reply, await this.rounds.create(actor, body));
  }

  @Patch('label-rounds/:id')
  @Permission('labels:write')
  async updateRound(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateLabelRoundDto,
  ): Promise<LabelRoundDto> {
    return await this.rounds.update(actor, id, version, body);
  }

  /** Applications and the labels that came of them, the latest first. */
  @Get('labels')
  @Permission('labels:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListLabelsQuery): Promise<LabelPage> {
    return await this.reader.list(actor, query);
  }

  /** Applies for a company while the round is open; once per company and round. */
  @Post('labels')
  @Permission('labels:write')
  async apply(
    @CurrentActor() actor: Actor,
    @Body() body: ApplyForLabelDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LabelDto> {
    return answerOnce(reply, await this.labels.apply(actor, body));
  }

  @Get('labels/:id')
  @Permission('labels:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<LabelDto> {
    return await this.reader.one(actor, id);
  }

  /** Until it is assessed. */
  @Patch('labels/:id')
  @Permission('labels:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateLabelDto,
  ): Promise<LabelDto> {
    return await this.labels.update(actor, id, version, body);
  }

  /** Says which criteria are met. */
  @Post('labels/:id/assess')
  @HttpCode(200)
  @Permission('labels:write')
  async assess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: AssessLabelDto,
  ): Promise<LabelDto> {
    return await this.labels.assess(actor, id, version, body);
  }

  /** From today, for as long as the round says; needs enough met criteria. */
  @Post('labels/:id/award')
  @HttpCode(200)
  @Permission('labels:write')
  async award(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
  ): Promise<LabelDto> {
    return await this.labels.award(actor, id, version);
  }

  @Post('labels/:id/decline')
  @HttpCode(200)
  @Permission('labels:write')
  async decline(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: CloseLabelDto,
  ): Promise<LabelDto> {
    return await this.labels.close(actor, id, version, 'decline', body.reason);
  }

  @Post('labels/:id/withdraw')
  @HttpCode(200)
  @Permission('labels:write')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: CloseLabelDto,
  ): Promise<LabelDto> {
    return await this.labels.close(actor, id, version, 'withdraw', body.reason);
  }
}
