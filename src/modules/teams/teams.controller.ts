import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { TeamsService } from './teams.service.js';
import { CreateTeamDto, TeamDto, TeamPage, UpdateTeamDto } from './team.dto.js';

@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  /** Teams by name. */
  @Get()
  @Permission('users:read')
  async list(@Query() query: ListQuery): Promise<TeamPage> {
    return await this.teams.list(query);
  }

  @Post()
  @Permission('users:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTeamDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TeamDto> {
    return answerOnce(reply, await this.teams.create(actor, body));
  }

  @Patch(':id')
  @Permission('users:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateTeamDto,
  ): Promise<TeamDto> {
    return await this.teams.update(actor, id, version, body);
  }
}
