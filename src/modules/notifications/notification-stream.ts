import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Observable, Subject } from 'rxjs';
import { DataSource } from 'typeorm';
import { Log } from '../../platform/logging/log.js';
import type { UnreadDto } from './notification.dto.js';

const LOOK_EVERY_MS = 2_000;

interface Listener {
  userId: string;
  events: Subject<{ data: UnreadDto }>;
  /** What was last told; −1 before anything was. */
  last: number;
}

/**
 * Tells browsers when their number of unread notifications changes. Asks the database for all listeners at once, and
 * only while somebody listens, so that it works with any number of web processes and through a connection pool.
 */
@Injectable()
export class NotificationStream implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly log: Log,
  ) {}

  /** Says the number at once and then whenever it changes, until the browser leaves. */
  follow(userId: string): Observable<{ data: UnreadDto }> {
    return new Observable((subscriber) => {
      const listener: Listener = { userId, events: new Subject(), last: -1 };
      const subscription = listener.events.subscribe(subscriber);
      this.listeners.add(listener);
      void this.look();
      return () => {
        this.listeners.delete(listener);
        subscription.unsubscribe();
      };
    });
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    for (const { events } of this.listeners) events.complete();
    this.listeners.clear();
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    if (this.listeners.size === 0) return;
    try {
      const counts = await this.countUnread();
      for (const listener of this.listeners) {
        const unread = counts.get(listener.userId) ?? 0;
        if (unread !== listener.last) listener.events.next({ data: { unread } });
        listener.last = unread;
      }
    } catch (error) {
      this.log.failure(error, { part: 'notification-stream' });
    }
    if (this.listeners.size > 0) this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  private async countUnread(): Promise<Map<string, number>> {
    const users = [...new Set([...this.listeners].map(({ userId }) => userId))];
    const rows = await this.db.query<{ userId: string; unread: number }[]>(
      `SELECT user_id AS "userId", count(*) AS unread FROM notification
       WHERE user_id = ANY($1::uuid[]) AND read_at IS NULL GROUP BY user_id`,
      [users],
    );
    return new Map(rows.map(({ userId, unread }) => [userId, unread]));
  }
}
