import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ConsentDto, ConsentPage, CreateConsentDto, ListConsentsQuery, WithdrawConsentDto } from './consent.dto.js';
import { ConsentsService } from './consents.service.js';
import {
  ContactBasisDto, ContactBasisPage, CreateContactBasisDto, EndContactBasisDto, ListContactBasesQuery,
} from './contact-basis.dto.js';
import { ContactBasesService } from './contact-bases.service.js';

@Controller()
export class ConsentsController {
  constructor(
    private readonly consents: ConsentsService,
    private readonly bases: ContactBasesService,
  ) {}

  /** Consents by channel and purpose, the latest given first, those withdrawn too. */
  @Get('consents')
  @Permission('contact-gate:read')
  async list(@Query() query: ListConsentsQuery): Promise<ConsentPage> {
    return await this.consents.list(query);
  }

  /** Records that a company or a contact said yes. */
  @Post('consents')
  @Permission('contact-gate:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateConsentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsentDto> {
    return answerOnce(reply, await this.consents.create(actor, body));
  }

  /** Takes the consent back for good; a new yes is a new consent. */
  @Post('consents/:id/withdraw')
  @HttpCode(200)
  @Permission('contact-gate:write')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: WithdrawConsentDto,
  ): Promise<ConsentDto> {
    return await this.consents.withdraw(actor, id, version, body.note ?? null);
  }

  /** Recorded bases for contacting companies that are protected, the latest to begin first. */
  @Get('contact-bases')
  @Permission('contact-gate:read')
  async listBases(@Query() query: ListContactBasesQuery): Promise<ContactBasisPage> {
    return await this.bases.list(query);
  }

  @Post('contact-bases')
  @Permission('contact-gate:write')
  async createBasis(
    @CurrentActor() actor: Actor,
    @Body() body: CreateContactBasisDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContactBasisDto> {
    return answerOnce(reply, await this.bases.create(actor, body));
  }

  @Post('contact-bases/:id/end')
  @HttpCode(200)
  @Permission('contact-gate:write')
  async endBasis(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: EndContactBasisDto,
  ): Promise<ContactBasisDto> {
    return await this.bases.end(actor, id, version, body.note ?? null);
  }
}
