import { createHash } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import type { Caller } from '../../platform/http/caller.js';
import { publicAddress } from '../../platform/http/public-address.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { Log } from '../../platform/logging/log.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { AuditService } from '../audit/audit.service.js';
import { networkOf } from '../guess-limits/network.rules.js';
import { issueLink, linkPath } from './issue-link.js';
import { linkMail } from './link-mail.js';
import { OneTimeLink } from './one-time-link.entity.js';
import type { IssuedLinkDto } from './one-time-link.dto.js';

const WINDOW_MS = 3_600_000;
/** New passwords asked for within the hour, for one e-mail address and from one network. */
const PER_ACCOUNT = 3;
const PER_NETWORK = 20;

interface Receiver {
  id: string;
  email: string;
  name: string;
  hasPassword: boolean;
}

@Injectable()
export class SentLinksService implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly mailer: Mailer,
    private readonly log: Log,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** A link for an administrator to hand over; it is mailed too where mail is set up. */
  async issue(actor: Actor, userId: string, kind: 'invitation' | 'reset'): Promise<IssuedLinkDto> {
    const { user, link } = await this.db.transaction(async (tx) => {
      const [user] = await tx.query<(Receiver & { disabled: boolean })[]>(
        `SELECT id, email, name, password_hash IS NOT NULL AS "hasPassword", disabled_at IS NOT NULL AS disabled
         FROM app_user WHERE id = $1`,
        [userId],
      );
      if (!user) throw notFound();
      if (user.disabled) throw conflict('user-disabled', 'Brugeren er lukket.', 'The user is disabled.');
      if (kind === 'invitation' && user.hasPassword) {
        throw conflict('has-password', 'Brugeren har en adgangskode. Send et link til en ny.', 'Send a reset instead.');
      }
      const link = await issueLink(tx, { kind, userId, createdBy: actor.userId }, this.clock.now());
      const { id, expiresAt } = link;
      const after = { kind, userId, expiresAt };
      await this.audit.record(tx, actor, { action: 'create', entity: OneTimeLink, id, companyId: null, after });
      return { user, link };
    });
    const url = publicAddress(this.platform, linkPath(link.token)).href;
    const mailed = this.mailer.isConfigured && (await this.mail(kind, user, url));
    return { url, expiresAt: link.expiresAt.toISOString(), mailed };
  }

  /**
   * Somebody has forgotten a password. Answers whether a mail can come at all, 429 when asked too often. The answer
   * does not wait to see whether there is such a user, so that neither its words nor its time tell. Who signs in
   * elsewhere and has no password here gets none this way.
   */
  async ask(email: string, caller: Caller): Promise<'read-mail' | 'ask-administrator'> {
    await this.count(email.toLowerCase(), networkOf(caller.address));
    if (!this.mailer.isConfigured) return 'ask-administrator';
    const work = this.mailReset(email)
      .catch((error: unknown) => this.log.failure(error, { mail: 'reset' }))
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
    return 'read-mail';
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async mailReset(email: string): Promise<void> {
    const [user] = await this.db.query<Receiver[]>(
      `SELECT id, email, name FROM app_user
       WHERE email = lower($1) AND disabled_at IS NULL AND password_hash IS NOT NULL AND NOT demo`,
      [email],
    );
    if (!user) return;
    const { token } = await issueLink(this.db, { kind: 'reset', userId: user.id }, this.clock.now());
    await this.mail('reset', user, publicAddress(this.platform, linkPath(token)).href);
  }

  private async mail(kind: 'invitation' | 'reset', user: Receiver, url: string): Promise<boolean> {
    try {
      const outcome = await this.mailer.send(linkMail(kind, user, url));
      if (outcome.state === 'accepted') return true;
      this.log.pino.warn({ mail: kind, userId: user.id, outcome }, 'mail not accepted');
      return false;
    } catch (error) {
      this.log.failure(error, { mail: kind, userId: user.id });
      return false;
    }
  }

  /** One statement counts, so that a thousand at the same time are no way around it. */
  private async count(email: string, network: string): Promise<void> {
    const now = this.clock.now();
    const keys = [keyOf('account', email), keyOf('network', network)] as const;
    const counted = await this.db.query<{ requests: number; isAccount: boolean }[]>(
      `INSERT INTO link_request AS r (key_hash, requests, window_ends_at) VALUES ($1, 1, $3), ($2, 1, $3)
       ON CONFLICT (key_hash) DO UPDATE SET
         requests = CASE WHEN r.window_ends_at <= $4 THEN 1 ELSE r.requests + 1 END,
         window_ends_at = CASE WHEN r.window_ends_at <= $4 THEN excluded.window_ends_at ELSE r.window_ends_at END
       RETURNING requests, key_hash = $1 AS "isAccount"`,
      [...keys, new Date(now.getTime() + WINDOW_MS), now],
    );
    const isTooMany = counted.some(({ requests, isAccount }) => requests > (isAccount ? PER_ACCOUNT : PER_NETWORK));
    if (isTooMany) throw problemOfStatus(429);
  }
}

function keyOf(kind: 'account' | 'network', value: string): Buffer {
  return createHash('sha256').update(`${kind}:${value}`).digest();
}
