import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { NetworkLifeService } from './network-life.service.js';
import {
  CreateMeetingDto, CreateMembershipDto, CreateNetworkDto, ListMembershipsQuery, ListNetworksQuery, MeetingDto,
  MeetingPage, MembershipDto, MembershipPage, NetworkDto, NetworkPage, UpdateMembershipDto, UpdateNetworkDto,
} from './network.dto.js';
import { NetworksReader } from './networks.reader.js';
import { NetworksService } from './networks.service.js';

@Controller('networks')
export class NetworksController {
  constructor(
    private readonly networks: NetworksService,
    private readonly life: NetworkLifeService,
    private readonly reader: NetworksReader,
  ) {}

  /** Networks by name, each with how it does today. */
  @Get()
  @Permission('networks:read')
  async list(@Query() query: ListNetworksQuery): Promise<NetworkPage> {
    return await this.reader.list(query);
  }

  @Post()
  @Permission('networks:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateNetworkDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NetworkDto> {
    return answerOnce(reply, await this.networks.create(actor, body));
  }

  @Get(':id')
  @Permission('networks:read')
  async one(@Id() id: string): Promise<NetworkDto> {
    return await this.reader.one(id);
  }

  @Patch(':id')
  @Permission('networks:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateNetworkDto,
  ): Promise<NetworkDto> {
    return await this.networks.update(actor, id, version, body);
  }

  /** Companies and partner organisations that belong, or did. */
  @Get(':id/memberships')
  @Permission('networks:read')
  async memberships(@Id() id: string, @Query() query: ListMembershipsQuery): Promise<MembershipPage> {
    return await this.reader.memberships(id, query);
  }

  @Post(':id/memberships')
  @Permission('networks:write')
  async join(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CreateMembershipDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MembershipDto> {
    return answerOnce(reply, await this.life.join(actor, id, body));
  }

  /** Ends a membership with `leftOn`, or corrects its days. */
  @Patch(':id/memberships/:membershipId')
  @Permission('networks:write')
  async changeMembership(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('membershipId') membershipId: string,
    @IfMatch() version: number,
    @Body() body: UpdateMembershipDto,
  ): Promise<MembershipDto> {
    return await this.life.changeMembership(actor, id, membershipId, version, body);
  }

  /** Meetings held, the latest first, with who was there. */
  @Get(':id/meetings')
  @Permission('networks:read')
  async meetings(@Id() id: string, @Query() query: ListQuery): Promise<MeetingPage> {
    return await this.reader.meetings(id, query);
  }

  @Post(':id/meetings')
  @Permission('networks:write')
  async meet(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CreateMeetingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeetingDto> {
    return answerOnce(reply, await this.life.meet(actor, id, body));
  }
}
