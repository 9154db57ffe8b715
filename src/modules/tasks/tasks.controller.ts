import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { RecurrencePreviewDto, RecurrencePreviewQuery } from '../recurrences/recurrence.dto.js';
import { daysOf } from '../recurrences/recurrence.rules.js';
import {
  CompleteTaskDto, CreateTaskDto, ListTasksQuery, SnoozeTaskDto, TaskDto, TaskPage, UpdateTaskDto,
} from './task.dto.js';
import { TasksReader } from './tasks.reader.js';
import { TasksService } from './tasks.service.js';

@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly reader: TasksReader,
  ) {}

  /** Tasks by the day they are due. */
  @Get()
  @Permission('tasks:read')
  async list(@Query() query: ListTasksQuery): Promise<TaskPage> {
    return await this.reader.list(query);
  }

  @Post()
  @Permission('tasks:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTaskDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskDto> {
    return answerOnce(reply, await this.tasks.create(actor, body));
  }

  /** The days on which a task would come back, before anything is saved. */
  @Get('recurrence-preview')
  @Permission('tasks:read')
  preview(@Query() query: RecurrencePreviewQuery): RecurrencePreviewDto {
    const { dueOn, every, unit, until = null, count = 12 } = query;
    return { dates: [...daysOf(dueOn, { every, unit, until, count })] };
  }

  @Get(':id')
  @Permission('tasks:read')
  async one(@Id() id: string): Promise<TaskDto> {
    return await this.reader.one(id);
  }

  @Patch(':id')
  @Permission('tasks:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateTaskDto,
  ): Promise<TaskDto> {
    return await this.tasks.update(actor, id, version, body);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Permission('tasks:write')
  async complete(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: CompleteTaskDto,
  ): Promise<TaskDto> {
    return await this.tasks.complete(actor, id, version, body.as ?? 'done');
  }

  /** Puts the task off to a later day, with the reason. */
  @Post(':id/snooze')
  @HttpCode(200)
  @Permission('tasks:write')
  async snooze(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: SnoozeTaskDto,
  ): Promise<TaskDto> {
    return await this.tasks.snooze(actor, id, version, body);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Permission('tasks:write')
  async reopen(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
  ): Promise<TaskDto> {
    return await this.tasks.reopen(actor, id, version);
  }
}
