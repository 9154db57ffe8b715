import { randomUUIDv7 } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { field, invalid, Problem } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { Sweeper } from '../../platform/database/sweeper.js';
import type { Caller } from '../../platform/http/caller.js';
import { AuditService } from '../audit/audit.service.js';
import { SessionsService } from '../auth/sessions.service.js';
import { PasswordsService } from '../users/passwords.service.js';
import { User } from '../users/user.entity.js';
import { hashOfToken, issueLink } from './issue-link.js';
import { type LinkKind, OneTimeLink } from './one-time-link.entity.js';
import type { LinkDto, RedeemLinkDto } from './one-time-link.dto.js';

const KEPT_MS = 30 * 24 * 3_600_000;
/** Any number; held while a first administrator is made. */
const SETUP_LOCK = 7_206_111;

/** Conditions under which a link `l` can be used; $1 is the token's hash, $2 now. */
const LIVES = `l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2
  AND (l.user_id IS NULL OR EXISTS (SELECT 1 FROM app_user u WHERE u.id = l.user_id AND u.disabled_at IS NULL))`;

@Injectable()
export class OneTimeLinksService implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('one-time links', async () => {
      const now = this.clock.now();
      await this.db.query('DELETE FROM one_time_link WHERE expires_at <= $1', [new Date(now.getTime() - KEPT_MS)]);
      await this.db.query('DELETE FROM link_request WHERE window_ends_at <= $1', [now]);
    });
  }

  /** What the link is for; 410 when it is used, expired, replaced by a newer one, or never was. */
  async inspect(token: string): Promise<LinkDto> {
    const [link] = await this.db.query<LinkDto[]>(
      `SELECT l.kind, l.expires_at AS "expiresAt", (SELECT name FROM app_user WHERE id = l.user_id) AS name
       FROM one_time_link l WHERE ${LIVES}`,
      [hashOfToken(token), this.clock.now()],
    );
    if (!link || (link.kind === 'setup' && (await hasAdministrator(this.db)))) throw gone();
    return link;
  }

  /**
   * Uses the link: sets the password, ends every session of the user and voids the user's other links. Answers the
   * token of a new session; null for a user with a second factor, which no link stands in for. One UPDATE decides who
   * uses it; a password against the rules is 422 and leaves the link as it was.
   */
  async redeem(body: RedeemLinkDto, caller: Caller): Promise<string | null> {
    return await this.db.transaction(async (tx) => {
      const [[link]] = await tx.query<[{ id: string; kind: LinkKind; userId: string | null }[], number]>(
        `UPDATE one_time_link l SET used_at = $2 WHERE ${LIVES} RETURNING l.id, l.kind, l.user_id AS "userId"`,
        [hashOfToken(body.token), this.clock.now()],
      );
      if (!link) throw gone();
      const userId = link.userId ?? (await this.firstAdministrator(tx, body));
      if (link.userId) refuseNewName(body);
      await this.passwords.set(tx, userId, body.password, '/password');
      await tx.query('DELETE FROM one_time_link WHERE user_id = $1 AND used_at IS NULL', [userId]);
      const { id, kind } = link;
      const after = { kind, userId };
      await this.audit.record(tx, { userId }, { action: 'redeem', entity: OneTimeLink, id, companyId: null, after });
      const { secondFactorSince } = await tx.getRepository(User).findOneByOrFail({ id: userId });
      return secondFactorSince ? null : await this.sessions.openFor(userId, caller, 'link', tx);
    });
  }

  /** The token of a link that makes the first administrator; null when there is one already. */
  async setUpToken(): Promise<string | null> {
    if (await hasAdministrator(this.db)) return null;
    return (await issueLink(this.db, { kind: 'setup', userId: null }, this.clock.now())).token;
  }

  private async firstAdministrator(tx: EntityManager, { email, name }: RedeemLinkDto): Promise<string> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [SETUP_LOCK]);
    if (await hasAdministrator(tx)) throw gone();
    const missing = [['/email', email], ['/name', name]].filter(([, value]) => !value);
    if (!email || !name) {
      throw invalid(...missing.map(([at]) => field(at ?? '', 'isNotEmpty', 'Skal udfyldes.', 'Must be filled in.')));
    }
    const values = { id: randomUUIDv7(), email: email.toLowerCase(), name, role: 'administrator' as const };
    await tx.getRepository(User).insert(values);
    const entry = { action: 'create', entity: User, id: values.id, companyId: null, after: values };
    await this.audit.record(tx, { userId: values.id }, entry);
    return values.id;
  }
}

/** Somebody who can sign in, really exists, and may do everything. */
async function hasAdministrator(db: Queryable): Promise<boolean> {
  const found = await db.query<unknown[]>(
    `SELECT 1 FROM app_user u WHERE u.role = 'administrator' AND u.disabled_at IS NULL AND NOT u.demo
     AND (u.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM oidc_identity i WHERE i.user_id = u.id)) LIMIT 1`,
  );
  return found.length > 0;
}

function refuseNewName({ email, name }: RedeemLinkDto): void {
  const given = [['/email', email], ['/name', name]].filter(([, value]) => value);
  if (given.length === 0) return;
  const text = ['Står fast for en bruger, der findes.', 'Is settled for a user who exists.'] as const;
  throw invalid(...given.map(([at]) => field(at ?? '', 'setup-only', ...text)));
}

function gone(): Problem {
  return new Problem(410, 'link-gone', {
    da: 'Linket er brugt, udløbet eller afløst af et nyere. Bed om et nyt.',
    en: 'The link is used, expired or replaced by a newer one. Ask for a new one.',
  });
}
