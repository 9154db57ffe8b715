import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { AuditService } from '../audit/audit.service.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';

const HEADER = 'x-view-as';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOTED_FOR_MS = 3_600_000;

/** Lets an administrator read as another user, to see what that user sees. */
@Injectable()
export class ViewAs {
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly db: DataSource,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Who the request is answered for: the caller, or the user named in `X-View-As`. 403 unless the caller manages users
   * and only reads; 400 for what is no id, 404 for nobody's. The first time in an hour is written to the audit log.
   */
  async actorFor(caller: Actor, { method, headers }: FastifyRequest): Promise<Actor> {
    const userId = headers[HEADER];
    if (userId === undefined) return caller;
    if (!caller.permissions.has('users:write')) throw problemOfStatus(403);
    if (method !== 'GET' && method !== 'HEAD') throw readOnly();
    if (typeof userId !== 'string' || !UUID.test(userId)) throw problemOfStatus(400);
    const viewed = await this.users.asActor(userId);
    await this.note(caller, viewed.userId);
    // A token that may do less than its owner does not come to more this way.
    const permissions = [...viewed.permissions].filter((permission) => caller.permissions.has(permission));
    return { ...viewed, permissions: new Set(permissions), viewedBy: caller.userId };
  }

  private async note(caller: Actor, userId: string): Promise<void> {
    const pair = `${caller.userId} ${userId}`;
    const now = this.clock.now().getTime();
    if ((this.noted.get(pair) ?? 0) > now) return;
    // Set first, so that a page that asks for ten things at once is one visit.
    this.noted.set(pair, now + NOTED_FOR_MS);
    try {
      await this.db.transaction(async (tx) => {
        await this.audit.record(tx, caller, { action: 'view-as', entity: User, id: userId, companyId: null });
      });
    } catch (error) {
      this.noted.delete(pair);
      throw error;
    }
  }
}

function readOnly(): Problem {
  return new Problem(403, 'view-as-reads-only', {
    da: 'Når du ser programmet med en andens øjne, kan du kun læse.',
    en: 'While you look at the program as somebody else you can only read.',
  });
}
