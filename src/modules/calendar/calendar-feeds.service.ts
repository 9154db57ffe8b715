import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { publicAddress } from '../../platform/http/public-address.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { AuditService } from '../audit/audit.service.js';
import { ACTOR_COLUMNS, type ActorRow, actorOf } from '../users/actors.js';
import type { CalendarFeedDto, CreatedCalendarFeedDto } from './calendar-feed.dto.js';
import { CalendarFeed } from './calendar-feed.entity.js';

const SEEN_EVERY_MS = 60_000;

@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async read({ userId }: Actor): Promise<CalendarFeedDto> {
    const [feed] = await this.db.query<CalendarFeedDto[]>(
      'SELECT created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM calendar_feed WHERE user_id = $1',
      [userId],
    );
    return feed ?? { createdAt: null, lastUsedAt: null };
  }

  /** Makes a token of 256 bits; the user's older one is void from then on. */
  async renew(actor: Actor): Promise<CreatedCalendarFeedDto> {
    const { userId } = actor;
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO calendar_feed (user_id, token_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET
           token_hash = excluded.token_hash, created_at = excluded.created_at, last_used_at = NULL`,
        [userId, hashOf(token), now],
      );
      await this.audit.record(tx, actor, { action: 'create', entity: CalendarFeed, id: userId, companyId: null });
    });
    const url = publicAddress(this.platform, `/api/calendar/${token}.ics`).href;
    return { createdAt: now.toISOString(), lastUsedAt: null, url };
  }

  async revoke(actor: Actor): Promise<void> {
    const { userId } = actor;
    await this.db.transaction(async (tx) => {
      const [, revoked] = await tx.query<[unknown, number]>('DELETE FROM calendar_feed WHERE user_id = $1', [userId]);
      if (revoked === 0) return;
      await this.audit.record(tx, actor, { action: 'revoke', entity: CalendarFeed, id: userId, companyId: null });
    });
  }

  /** Whose calendar it is, with what the role may see today; 404 when unknown, revoked, or its owner is disabled. */
  async ownerOf(token: string): Promise<Actor> {
    const now = this.clock.now();
    const [found] = await this.db.query<(ActorRow & { seen: string | null })[]>(
      `SELECT ${ACTOR_COLUMNS}, f.last_used_at AS seen FROM calendar_feed f JOIN app_user u ON u.id = f.user_id
       WHERE f.token_hash = $1 AND u.disabled_at IS NULL`,
      [hashOf(token)],
    );
    if (!found) throw notFound();
    if (!found.seen || now.getTime() - Date.parse(found.seen) > SEEN_EVERY_MS) {
      await this.db.query('UPDATE calendar_feed SET last_used_at = $2 WHERE token_hash = $1', [hashOf(token), now]);
    }
    return actorOf(found);
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
