import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListNotificationsQuery, NotificationDto, NotificationPage } from './notification.dto.js';

const COLUMNS = `n.id, n.kind, n.title, n.body, n.link, n.created_at AS "createdAt", n.read_at AS "readAt"`;

/** A colleague's own list; nobody else's can be reached. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(actor: Actor, query: ListNotificationsQuery): Promise<NotificationPage> {
    const parameters = new Parameters();
    const where = [`n.user_id = ${parameters.add(actor.userId)}`];
    if (query.unread !== undefined) where.push(`(n.read_at IS NULL) = ${parameters.add(query.unread)}`);
    const page = await keysetPage<NotificationDto>(this.db, {
      columns: COLUMNS,
      from: 'notification n',
      where,
      parameters,
      id: 'n.id',
      sort: { expression: 'n.created_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, unread: await this.unread(actor.userId) };
  }

  async unread(userId: string): Promise<number> {
    const [row] = await this.db.query<{ unread: number }[]>(
      'SELECT count(*) AS unread FROM notification WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return row?.unread ?? 0;
  }

  /** Reading twice keeps the first time. */
  async read(actor: Actor, id: string): Promise<NotificationDto> {
    await this.db.query(
      'UPDATE notification SET read_at = $3 WHERE id = $1 AND user_id = $2 AND read_at IS NULL',
      [id, actor.userId, this.clock.now()],
    );
    const [found] = await this.db.query<NotificationDto[]>(
      `SELECT ${COLUMNS} FROM notification n WHERE n.id = $1 AND n.user_id = $2`,
      [id, actor.userId],
    );
    if (!found) throw notFound();
    return found;
  }

  async readAll(actor: Actor): Promise<void> {
    await this.db.query('UPDATE notification SET read_at = $2 WHERE user_id = $1 AND read_at IS NULL', [
      actor.userId, this.clock.now(),
    ]);
  }
}
