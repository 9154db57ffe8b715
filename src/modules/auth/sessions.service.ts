import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { type Role, ROLE_PERMISSIONS } from '../../kernel/permissions.js';
import { Problem } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import type { Caller } from '../../platform/http/caller.js';
import { verifyPassword } from '../passwords/password.js';
import { Session } from './session.entity.js';

const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 14 * 24 * 3_600_000;
/** How long a found session is trusted without asking the database; so long may a disabled user's last call live. */
const CACHE_MS = 1_000;
const CACHE_SIZE = 10_000;
const SEEN_EVERY_MS = 60_000;

interface UserRow {
  id: string;
  name: string;
  role: Role;
  teamId: string | null;
  companyId: string | null;
}

@Injectable()
export class SessionsService {
  private readonly cache = new Map<string, { actor: Actor; until: number }>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the new session's token (256 bits). Wrong mail and wrong password are the same 401 and take the same time.
   * `demoAllowed` is false where the program can be reached from outside.
   */
  async open(email: string, password: string, demoAllowed: boolean): Promise<string> {
    const [user] = await this.db.query<{ id: string; hash: string | null; demo: boolean }[]>(
      'SELECT id, password_hash AS hash, demo FROM app_user WHERE email = lower($1) AND disabled_at IS NULL',
      [email],
    );
    const matches = await verifyPassword(user?.hash ?? null, password);
    if (!user || !matches) {
      throw new Problem(401, 'sign-in-failed', {
        da: 'Mailadressen eller adgangskoden passer ikke.',
        en: 'The e-mail address or the password does not match.',
      });
    }
    if (user.demo && !demoAllowed) {
      throw new Problem(403, 'demo-account', {
        da: 'Prøvekonti virker kun på maskinen selv. Bed din administrator om en konto.',
        en: 'Demo accounts work only on the machine itself. Ask your administrator for an account.',
      });
    }
    return await this.openFor(user.id);
  }

  async openFor(
    userId: string,
    _caller?: Caller,
    _by?: 'password' | 'link' | 'oidc',
    tx: EntityManager = this.db.manager,
  ): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await tx.getRepository(Session).insert({
      tokenHash: hashOf(token),
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + ABSOLUTE_MS),
    });
    return token;
  }

  /** The user behind the token, or null when there is no such session or it is over. */
  async find(token: string): Promise<Actor | null> {
    const now = this.clock.now().getTime();
    const cached = this.cache.get(token);
    if (cached && cached.until > now) return cached.actor;
    this.cache.delete(token);
    const [user] = await this.db.query<(UserRow & { lastSeenAt: string })[]>(
      `SELECT u.id, u.name, u.role, u.team_id AS "teamId", u.company_id AS "companyId", s.last_seen_at AS "lastSeenAt"
       FROM session s JOIN app_user u ON u.id = s.user_id
       WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND u.disabled_at IS NULL`,
      [hashOf(token), new Date(now), new Date(now - IDLE_MS)],
    );
    if (!user) return null;
    if (now - Date.parse(user.lastSeenAt) > SEEN_EVERY_MS) {
      await this.db.query('UPDATE session SET last_seen_at = $2 WHERE token_hash = $1', [hashOf(token), new Date(now)]);
    }
    const actor = actorOf(user);
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(token, { actor, until: now + CACHE_MS });
    return actor;
  }

  async close(token: string): Promise<void> {
    this.cache.delete(token);
    await this.db.query('DELETE FROM session WHERE token_hash = $1', [hashOf(token)]);
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A member without a company sees none: the scope is then an id that no company has. */
const NO_COMPANY = '00000000-0000-0000-0000-000000000000';

function actorOf(user: UserRow): Actor {
  return {
    userId: user.id,
    name: user.name,
    role: user.role,
    permissions: new Set(ROLE_PERMISSIONS[user.role]),
    teamId: user.teamId,
    onlyCompanyId: user.role === 'member' ? (user.companyId ?? NO_COMPANY) : null,
  };
}
