import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { type Reach, PreferencesService } from '../preferences/preferences.service.js';
import { type DueReminder, ReminderKinds, type Verdict } from '../reminders/reminder-kinds.js';
import { settle, type Settled, toDue } from '../reminders/reminder-rows.js';

const BATCH = 500;

/**
 * Turns due reminders into notifications. Claim, verdict, notification and "sent" are one transaction per batch, so a
 * kill at any point leaves either all of it or nothing, and two workers never take the same row.
 */
@Injectable()
export class InAppDelivery {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly kinds: ReminderKinds,
    private readonly preferences: PreferencesService,
  ) {}

  /** One batch; answers whether more may be due. */
  async deliver(): Promise<boolean> {
    return await this.db.transaction(async (tx) => {
      const due = await toDue(
        tx,
        `WHERE r.channel = 'in_app' AND r.state = 'scheduled' AND r.due_at <= $1
         ORDER BY r.due_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
        [this.clock.now(), BATCH],
      );
      if (due.length === 0) return false;
      const verdicts = await this.kinds.judge(tx, due);
      const reach = await this.reachOf(tx, due);
      const settled = due.map((one) => outcomeOf(one, verdicts.get(one.id), reach.get(`${one.kind} ${one.recipientId}`)));
      await this.notify(tx, due, verdicts, settled);
      await settle(tx, settled, this.clock.now());
      return due.length === BATCH;
    });
  }

  private async reachOf(tx: EntityManager, due: readonly DueReminder[]): Promise<Map<string, Reach>> {
    const found = new Map<string, Reach>();
    for (const [kind, reminders] of Map.groupBy(due, (one) => one.kind)) {
      const users = [...new Set(reminders.map(({ recipientId }) => recipientId))];
      for (const [id, reach] of await this.preferences.reach(tx, kind, users)) found.set(`${kind} ${id}`, reach);
    }
    return found;
  }

  private async notify(
    tx: EntityManager,
    due: readonly DueReminder[],
    verdicts: ReadonlyMap<string, Verdict>,
    settled: readonly Settled[],
  ): Promise<void> {
    const sent = new Set(settled.filter(({ state }) => state === 'sent').map(({ id }) => id));
    const rows = due.flatMap(({ id, kind, recipientId }) => {
      const verdict = verdicts.get(id);
      if (!sent.has(id) || !verdict || !('send' in verdict)) return [];
      const { title, body, link } = verdict.send;
      return [{ id: randomUUIDv7(), reminderId: id, userId: recipientId, kind, title, body, link }];
    });
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO notification (id, reminder_id, user_id, kind, title, body, link, created_at)
       SELECT n.id, n."reminderId", n."userId", n.kind, n.title, n.body, n.link, $2
       FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "reminderId" uuid, "userId" uuid, kind text, title jsonb,
         body jsonb, link text)`,
      [JSON.stringify(rows), this.clock.now()],
    );
  }
}

function outcomeOf({ id }: DueReminder, verdict: Verdict | undefined, reach: Reach | undefined): Settled {
  if (!verdict) return { id, state: 'cancelled', reason: 'gone' };
  if ('drop' in verdict) return { id, state: 'cancelled', reason: verdict.drop };
  if ('block' in verdict) return { id, state: 'blocked', reason: verdict.block };
  if ('later' in verdict) return { id, state: 'scheduled', dueAt: verdict.later };
  if (!reach?.active) return { id, state: 'cancelled', reason: 'recipient-gone' };
  if (reach.inApp === false) return { id, state: 'cancelled', reason: 'preference' };
  return { id, state: 'sent' };
}
