import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { type Caller, CurrentCaller } from '../../platform/http/caller.js';
import { isFromThisMachine } from '../../platform/http/forwarding.js';
import { Permission, Public } from '../../platform/http/permission-marks.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { OwnPasswordService } from './own-password.service.js';
import { ChangePasswordDto, SessionDto, SignInDto } from './session.dto.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly signIns: SignInService,
    private readonly passwords: OwnPasswordService,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** Sign in; sets the session cookie and ends the session this browser had. */
  @Post()
  @HttpCode(200)
  @Public()
  async signIn(
    @Body() body: SignInDto,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const token = await this.signIns.signIn(body, caller, this.demoAllowed(request));
    const earlier = readSessionCookie(this.platform, request);
    if (earlier) await this.sessions.close(earlier);
    const actor = await this.sessions.find(token);
    if (!actor) throw problemOfStatus(401);
    setSessionCookie(this.platform, reply, token);
    return toSessionDto(actor);
  }

  /** Who am I, and what may I do. */
  @Get()
  @Permission('session:own')
  read(@CurrentActor() actor: Actor): SessionDto {
    return toSessionDto(actor);
  }

  /** Sign out. */
  @Delete()
  @HttpCode(204)
  @Permission('session:own')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.close(readSessionCookie(this.platform, request) ?? '');
    clearSessionCookie(this.platform, reply);
  }

  /** Change my password; signs me out everywhere else and sets a new session cookie. */
  @Post('password')
  @HttpCode(204)
  @Permission('session:own')
  async changePassword(
    @CurrentActor() actor: Actor,
    @CurrentCaller() caller: Caller,
    @Body() body: ChangePasswordDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    setSessionCookie(this.platform, reply, await this.passwords.change(actor, caller, body));
  }

  private demoAllowed(request: FastifyRequest): boolean {
    return this.platform.publicUrl === null && isFromThisMachine(request);
  }
}

function toSessionDto(actor: Actor): SessionDto {
  return {
    userId: actor.userId,
    name: actor.name,
    role: actor.role,
    teamId: actor.teamId,
    companyId: actor.onlyCompanyId,
    permissions: [...actor.permissions],
  };
}
