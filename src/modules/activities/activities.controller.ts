import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ActivitiesReader } from './activities.reader.js';
import { ActivitiesService } from './activities.service.js';
import {
  ActivityDto, ActivityPage, CancelActivityDto, CreateActivityDto, ListActivitiesQuery, UpdateActivityDto,
} from './activity.dto.js';
import {
  InviteCompaniesDto, InvitedDto, ListParticipationsQuery, ParticipationDto, ParticipationPage, UpdateParticipationDto,
} from './participation.dto.js';
import { ParticipationsService } from './participations.service.js';

@Controller('activities')
export class ActivitiesController {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly participations: ParticipationsService,
    private readonly reader: ActivitiesReader,
  ) {}

  /** Activities by start, the first first, each with how many are invited, coming and came. */
  @Get()
  @Permission('activities:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListActivitiesQuery): Promise<ActivityPage> {
    return await this.reader.list(actor, query);
  }

  @Post()
  @Permission('activities:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateActivityDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivityDto> {
    return answerOnce(reply, await this.activities.create(actor, body));
  }

  @Get(':id')
  @Permission('activities:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<ActivityDto> {
    return await this.reader.one(actor, id);
  }

  @Patch(':id')
  @Permission('activities:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateActivityDto,
  ): Promise<ActivityDto> {
    return await this.activities.update(actor, id, version, body);
  }

  /** Notes that the activity was held, once it has begun. */
  @Post(':id/hold')
  @HttpCode(200)
  @Permission('activities:write')
  async hold(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
  ): Promise<ActivityDto> {
    return await this.activities.hold(actor, id, version);
  }

  /** Calls the activity off for good. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Permission('activities:write')
  async cancel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: CancelActivityDto,
  ): Promise<ActivityDto> {
    return await this.activities.cancel(actor, id, version, body.reason);
  }

  /** The companies at the activity, by name. */
  @Get(':id/participations')
  @Permission('activities:read')
  async participants(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: ListParticipationsQuery,
  ): Promise<ParticipationPage> {
    return await this.reader.participations(actor, id, query);
  }

  /** Invites up to 200 companies that may be contacted, or notes those that came without invitation; 200 when all were there already. */
  @Post(':id/participations')
  @Permission('activities:write')
  async invite(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: InviteCompaniesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InvitedDto> {
    const record = await this.participations.invite(actor, id, body);
    return answerOnce(reply, { record, repeated: record.invited === 0 });
  }

  @Get(':id/participations/:companyId')
  @Permission('activities:read')
  async participant(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('companyId') companyId: string,
  ): Promise<ParticipationDto> {
    return await this.reader.participation(actor, id, companyId);
  }

  /** The company's answer, seats, contact and attendance. */
  @Patch(':id/participations/:companyId')
  @Permission('activities:write')
  async answer(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('companyId') companyId: string,
    @IfMatch() version: number,
    @Body() body: UpdateParticipationDto,
  ): Promise<ParticipationDto> {
    return await this.participations.update(actor, { activityId: id, companyId, version }, body);
  }
}
