import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CreateUserDto, ListUsersQuery, UpdateUserDto, UserDto, UserPage } from './user.dto.js';
import { UsersService } from './users.service.js';

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** Colleagues and members, by name. */
  @Get()
  @Permission('users:read')
  async list(@Query() query: ListUsersQuery): Promise<UserPage> {
    return await this.users.list(query);
  }

  @Post()
  @Permission('users:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateUserDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserDto> {
    return answerOnce(reply, await this.users.create(actor, body));
  }

  @Get(':id')
  @Permission('users:read')
  async one(@Id() id: string): Promise<UserDto> {
    return await this.users.one(id);
  }

  @Patch(':id')
  @Permission('users:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateUserDto,
  ): Promise<UserDto> {
    return await this.users.update(actor, id, version, body);
  }

  /** Sign the user out everywhere. */
  @Delete(':id/sessions')
  @HttpCode(204)
  @Permission('users:write')
  async signOut(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.users.signOut(actor, id);
  }
}
