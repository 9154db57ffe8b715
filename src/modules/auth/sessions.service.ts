import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import { Sweeper } from '../../platform/database/sweeper.js';
import type { Actor } from '../../platform/http/actor.js';
import type { Caller } from '../../platform/http/caller.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { AuditService } from '../audit/audit.service.js';
import { GuessLimits } from '../guess-limits/guess-limits.service.js';
import { shownNetwork } from '../guess-limits/network.rules.js';
import { ACTOR_COLUMNS, type ActorRow, actorOf } from '../users/actors.js';
import { User } from '../users/user.entity.js';
import type { OwnSessionDto } from './session.dto.js';

const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 14 * 24 * 3_600_000;
/** How long a found session is trusted without asking the database; so long may a disabled user's last call live. */
const CACHE_MS = 1_000;
const CACHE_SIZE = 10_000;
const SEEN_EVERY_MS = 60_000;
const AGENT_LENGTH = 100;

/** Conditions under which a session `s` of the user `u` lives; $1 is now, $2 the latest idle beginning. */
const LIVES = `s.expires_at > $1 AND s.last_seen_at > $2 AND s.generation = u.session_generation
  AND u.disabled_at IS NULL`;

@Injectable()
export class SessionsService implements OnModuleInit {
  private readonly cache = new Map<string, { actor: Actor; until: number }>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly limits: GuessLimits,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('sessions', async () => {
      await this.db.query(
        `DELETE FROM session s USING app_user u WHERE u.id = s.user_id AND NOT (${LIVES})`,
        this.lifeNow(),
      );
    });
  }

  /**
   * Opens a session for a user who has proved who it is in the way `by` and answers its token (256 bits), for the
   * cookie. Does not ask for a second factor. 401 when the user is disabled or unknown.
   */
  async openFor(
    userId: string,
    caller: Caller,
    by: 'password' | 'link' | 'oidc',
    tx: EntityManager = this.db.manager,
  ): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const opened = await tx.query<unknown[]>(
      `INSERT INTO session (id, token_hash, user_id, generation, created_at, last_seen_at, expires_at, address, agent)
       SELECT $7, $1, id, session_generation, $3, $3, $4, $5, $6 FROM app_user WHERE id = $2 AND disabled_at IS NULL
       RETURNING id`,
      [
        hashOf(token), userId, now, new Date(now.getTime() + ABSOLUTE_MS), shownNetwork(caller.address),
        caller.agent?.slice(0, AGENT_LENGTH) ?? null, randomUUIDv7(),
      ],
    );
    if (opened.length === 0) throw problemOfStatus(401);
    this.forget(userId);
    await this.limits.remember(tx, userId, caller.address);
    await this.audit.record(tx, { userId }, {
      action: 'sign-in', entity: User, id: userId, companyId: null, after: { by },
    });
    return token;
  }

  /** The user behind the token, or null when there is no such session or it is over. */
  async find(token: string): Promise<Actor | null> {
    const now = this.clock.now();
    const cached = this.cache.get(token);
    if (cached && cached.until > now.getTime()) return cached.actor;
    this.cache.delete(token);
    const [user] = await this.db.query<(ActorRow & { lastSeenAt: string })[]>(
      `SELECT ${ACTOR_COLUMNS}, s.last_seen_at AS "lastSeenAt"
       FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = $3 AND ${LIVES}`,
      [...this.lifeNow(), hashOf(token)],
    );
    if (!user) return null;
    if (now.getTime() - Date.parse(user.lastSeenAt) > SEEN_EVERY_MS) {
      await this.db.query('UPDATE session SET last_seen_at = $2 WHERE token_hash = $1', [hashOf(token), now]);
    }
    const actor = actorOf(user);
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(token, { actor, until: now.getTime() + CACHE_MS });
    return actor;
  }

  /** The user's own, newest first; the one of `token` is marked. */
  async list(actor: Actor, token: string): Promise<OwnSessionDto[]> {
    return await this.db.query<OwnSessionDto[]>(
      `SELECT s.id, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt",
         s.address, s.agent, s.token_hash = $4 AS current
       FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.user_id = $3 AND ${LIVES}
       ORDER BY s.created_at DESC, s.id`,
      [...this.lifeNow(), actor.userId, hashOf(token)],
    );
  }

  /** Signs out. */
  async close(token: string): Promise<void> {
    await this.end(`token_hash = $1`, [hashOf(token)], 'sign-out');
  }

  /** Ends one of the user's own sessions; 404 when it has none with this id. */
  async endOne(actor: Actor, id: string): Promise<void> {
    const ended = await this.end('user_id = $1 AND id = $2', [actor.userId, id], 'end-session');
    if (ended === 0) throw notFound();
  }

  /** Ends all of the user's own sessions but the one of `token`. */
  async endOthers(actor: Actor, token: string): Promise<void> {
    await this.end('user_id = $1 AND token_hash <> $2', [actor.userId, hashOf(token)], 'end-session');
  }

  private async end(condition: string, values: unknown[], action: string): Promise<number> {
    this.cache.clear();
    return await this.db.transaction(async (tx) => {
      const ended = await tx.query<{ userId: string }[]>(
        `WITH ended AS (DELETE FROM session WHERE ${condition} RETURNING user_id)
         SELECT user_id AS "userId" FROM ended`,
        values,
      );
      for (const { userId } of ended) {
        await this.audit.record(tx, { userId }, { action, entity: User, id: userId, companyId: null });
      }
      return ended.length;
    });
  }

  /** A session that a new password has just ended is not trusted for the rest of its second. */
  private forget(userId: string): void {
    for (const [token, { actor }] of this.cache) if (actor.userId === userId) this.cache.delete(token);
  }

  private lifeNow(): [now: Date, idleSince: Date] {
    const now = this.clock.now();
    return [now, new Date(now.getTime() - IDLE_MS)];
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
