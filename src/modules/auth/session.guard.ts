import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { bearerOf } from '../../platform/http/bearer.js';
import { permissionMark } from '../../platform/http/permission-marks.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { ApiTokensService } from '../api-tokens/api-tokens.service.js';
import { readSessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { ViewAs } from './view-as.js';

/** Finds who asks, and lets through what the route's mark allows; a route without a mark is refused. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly viewAs: ViewAs,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.find(request);
    const actor = caller && (await this.viewAs.actorFor(caller, request));
    if (actor) request.actor = actor;
    const mark = permissionMark(this.reflector, context.getHandler());
    if (mark === 'public') return true;
    if (!actor) throw problemOfStatus(401);
    if (mark === undefined || !actor.permissions.has(mark)) throw problemOfStatus(403);
    return true;
  }

  private async find(request: FastifyRequest): Promise<Actor | null> {
    const bearer = bearerOf(request.headers);
    if (bearer !== null) return await this.tokens.find(bearer);
    const token = readSessionCookie(this.platform, request);
    return token ? await this.sessions.find(token) : null;
  }
}
