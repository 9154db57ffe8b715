import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CreateWorkplaceDto, UpdateWorkplaceDto, WorkplaceDto, WorkplacePage } from './workplace.dto.js';
import { WorkplacesService } from './workplaces.service.js';

@Controller()
export class WorkplacesController {
  constructor(private readonly workplaces: WorkplacesService) {}

  /** The addresses where the company works, by name. */
  @Get('companies/:id/workplaces')
  @Permission('companies:read')
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: ListQuery): Promise<WorkplacePage> {
    return await this.workplaces.list(actor, id, query);
  }

  @Post('companies/:id/workplaces')
  @Permission('companies:write')
  async create(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CreateWorkplaceDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkplaceDto> {
    return answerOnce(reply, await this.workplaces.create(actor, id, body));
  }

  @Get('workplaces/:id')
  @Permission('companies:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<WorkplaceDto> {
    return await this.workplaces.one(actor, id);
  }

  @Patch('workplaces/:id')
  @Permission('companies:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateWorkplaceDto,
  ): Promise<WorkplaceDto> {
    return await this.workplaces.update(actor, id, version, body);
  }
}
