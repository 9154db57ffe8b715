import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { afterQuietHours, nextLocalHour } from '../../kernel/local-time.js';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { PreferencesService, type Reach } from '../preferences/preferences.service.js';
import { type DueReminder, ReminderKinds } from '../reminders/reminder-kinds.js';
import { DIGEST, type ForDigest, putIntoDigests, releaseFromEndedDigests } from './digests.js';
import { settle, type Settled, toDue } from '../reminders/reminder-rows.js';
import { REMINDER_TIMINGS, type ReminderTimings } from '../reminders/reminder-timings.js';

const BATCH = 500;
export const MAIL_JOB = 'reminders.mail';

/** What is to become of a due mail before anyone sends it. */
type Way = { queue: true } | { settle: Settled } | { digest: ForDigest };

/** Takes due mails, asks what the recipient wants, and tells the workers which are to be sent now. */
@Injectable()
export class MailQueue {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    private readonly kinds: ReminderKinds,
    private readonly preferences: PreferencesService,
    @Inject(REMINDER_TIMINGS) private readonly timings: ReminderTimings,
  ) {}

  /**
   * One batch. Answers whether more may be due, and the ids to handle at once, without the queue: those that were
   * queued before and never claimed.
   */
  async take(): Promise<{ more: boolean; direct: string[] }> {
    const { more, queued } = await this.db.transaction(async (tx) => {
      await releaseFromEndedDigests(tx);
      const now = this.clock.now();
      const due = await toDue(
        tx,
        `WHERE r.channel = 'email' AND r.digest_id IS NULL AND r.due_at <= $1
           AND (r.state = 'scheduled' OR (r.state = 'queued' AND r.queued_at < $2))
         ORDER BY r.due_at LIMIT $3 FOR UPDATE OF r SKIP LOCKED`,
        [now, new Date(now.getTime() - this.timings.requeueAfterMs), BATCH],
      );
      const ways = await this.waysOf(tx, due, now);
      await settle(tx, ways.flatMap((way) => ('settle' in way ? [way.settle] : [])), now);
      await putIntoDigests(tx, ways.flatMap((way) => ('digest' in way ? [way.digest] : [])));
      const ids = due.filter((_one, index) => 'queue' in (ways[index] ?? {})).map(({ id }) => id);
      return { more: due.length === BATCH, queued: await this.markQueued(tx, ids, now) };
    });
    await this.jobs.enqueueAll(MAIL_JOB, queued.filter(({ epoch }) => epoch === 1).map(({ id, epoch }) => ({ id, attempt: epoch })));
    return { more, direct: queued.filter(({ epoch }) => epoch > 1).map(({ id }) => id) };
  }

  /** Without a mail server nothing can go out, now or later: such mails are not kept for the day there is one. */
  async dropAll(): Promise<void> {
    await this.db.query(
      `UPDATE reminder SET state = 'cancelled', reason = 'no-mail-server'
       WHERE channel = 'email' AND state IN ('scheduled', 'queued') AND due_at <= $1`,
      [this.clock.now()],
    );
  }

  private async markQueued(tx: EntityManager, ids: readonly string[], now: Date) {
    const [queued] = await tx.query<[{ id: string; epoch: number }[], number]>(
      `UPDATE reminder SET state = 'queued', queued_at = $2, epoch = epoch + 1 WHERE id = ANY($1::uuid[])
       RETURNING id, epoch`,
      [ids, now],
    );
    return queued;
  }

  private async waysOf(tx: EntityManager, due: readonly DueReminder[], now: Date): Promise<Way[]> {
    const outward = due.filter(({ kind }) => kind !== DIGEST && this.kinds.get(kind).outward);
    const verdicts = await this.kinds.judge(tx, outward);
    const reach = new Map<string, Reach>();
    const inside = due.filter(({ recipientType }) => recipientType === 'user');
    for (const [kind, reminders] of Map.groupBy(inside, (one) => one.kind)) {
      const users = [...new Set(reminders.map(({ recipientId }) => recipientId))];
      for (const [id, one] of await this.preferences.reach(tx, kind, users)) reach.set(`${kind} ${id}`, one);
    }
    return due.map((one) => {
      const verdict = verdicts.get(one.id);
      if (verdict && 'block' in verdict) return { settle: { id: one.id, state: 'blocked', reason: verdict.block } };
      if (verdict && 'drop' in verdict) return { settle: { id: one.id, state: 'cancelled', reason: verdict.drop } };
      if (verdict && 'later' in verdict) return { settle: { id: one.id, state: 'scheduled', dueAt: verdict.later } };
      if (one.recipientType === 'contact') return { queue: true };
      return this.wayToColleague(one, reach.get(`${one.kind} ${one.recipientId}`), now);
    });
  }

  private wayToColleague({ id, kind, recipientId }: DueReminder, reach: Reach | undefined, now: Date): Way {
    if (!reach?.active) return { settle: { id, state: 'cancelled', reason: 'recipient-gone' } };
    if (kind === DIGEST) return { queue: true };
    const choice = reach.mail ?? this.kinds.get(kind).email;
    if (choice === 'off') return { settle: { id, state: 'cancelled', reason: 'preference' } };
    if (choice === 'digest') return { digest: { id, recipientId, at: digestTime(now, reach) } };
    const allowedAt = afterQuietHours(now, reach.quiet);
    return allowedAt > now ? { settle: { id, state: 'scheduled', dueAt: allowedAt } } : { queue: true };
  }
}

/** The recipient's hour, on a day that is not quiet altogether. */
function digestTime(now: Date, { digestHour, quiet: { weekends } }: Reach): Date {
  const open = afterQuietHours(nextLocalHour(now, digestHour), { from: 0, to: 0, weekends });
  return nextLocalHour(open, digestHour);
}
