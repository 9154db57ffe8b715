import { Controller, Delete, Get, HttpCode, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { OwnSessionsDto } from './session.dto.js';
import { readSessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** Where I am signed in, newest first. */
  @Get()
  @Permission('session:own')
  async list(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<OwnSessionsDto> {
    return { items: await this.sessions.list(actor, this.token(request)) };
  }

  /** Sign out everywhere else. */
  @Delete()
  @HttpCode(204)
  @Permission('session:own')
  async endOthers(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<void> {
    await this.sessions.endOthers(actor, this.token(request));
  }

  /** Sign out in one other place. */
  @Delete(':id')
  @HttpCode(204)
  @Permission('session:own')
  async endOne(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.sessions.endOne(actor, id);
  }

  private token(request: FastifyRequest): string {
    return readSessionCookie(this.platform, request) ?? '';
  }
}
