import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  AgreementDto, AgreementPage, CreateAgreementDto, ListAgreementsQuery, RenewAgreementDto, TerminateAgreementDto,
  UpdateAgreementDto,
} from './agreement.dto.js';
import { AgreementsReader } from './agreements.reader.js';
import { AgreementsService } from './agreements.service.js';

@Controller('agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly reader: AgreementsReader,
  ) {}

  /** Agreements by the day they end, open-ended ones last. */
  @Get()
  @Permission('agreements:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListAgreementsQuery): Promise<AgreementPage> {
    return await this.reader.list(actor, query);
  }

  /** Makes a draft. */
  @Post()
  @Permission('agreements:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateAgreementDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDto> {
    return answerOnce(reply, await this.agreements.create(actor, body));
  }

  @Get(':id')
  @Permission('agreements:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<AgreementDto> {
    return await this.reader.one(actor, id);
  }

  /** Everything in a draft, little in force, nothing once it has ended. */
  @Patch(':id')
  @Permission('agreements:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateAgreementDto,
  ): Promise<AgreementDto> {
    return await this.agreements.update(actor, id, version, body);
  }

  /** From draft to active; needs `from`. */
  @Post(':id/activate')
  @HttpCode(200)
  @Permission('agreements:write')
  async activate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
  ): Promise<AgreementDto> {
    return await this.agreements.activate(actor, id, version);
  }

  /** Ends an active agreement before its time; it stays active until the day of `on`. */
  @Post(':id/terminate')
  @HttpCode(200)
  @Permission('agreements:write')
  async terminate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: TerminateAgreementDto,
  ): Promise<AgreementDto> {
    return await this.agreements.terminate(actor, id, version, body);
  }

  /** Makes a draft that follows an active or expired agreement, once; answers the draft. */
  @Post(':id/renew')
  @Permission('agreements:write')
  async renew(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: RenewAgreementDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDto> {
    return answerOnce(reply, await this.agreements.renew(actor, id, version, body));
  }
}
