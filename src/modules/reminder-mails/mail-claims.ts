import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { type Language } from '../preferences/preference.entity.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { type DueReminder, type Message, ReminderKinds } from '../reminders/reminder-kinds.js';
import type { ReminderState } from '../reminders/reminder.entity.js';
import { DIGEST } from './digests.js';
import { settle, type Settled, toDue } from '../reminders/reminder-rows.js';
import { REMINDER_TIMINGS, retryAfterMs, type ReminderTimings } from '../reminders/reminder-timings.js';

/** A mail that this process alone may send. */
export interface Claim {
  readonly reminder: DueReminder;
  /** When the lease began, by `performance.now()`, which goes on while the process stands still. */
  readonly begunAt: number;
  /** null: nobody can be reached. */
  readonly recipient: { readonly address: string; readonly language: Language } | null;
  readonly token: string;
  readonly attempt: number;
  readonly messageId: string;
  /** Several for a digest. */
  readonly messages: readonly Message[];
}

/** After so many refusals a mail is left to a person. */
const MOST_ATTEMPTS = 12;
/** How often the end of a sending is told again to a database that does not listen. */
const TELL_AGAIN_MS = 500;

/** Who may send which mail, and how it ended: every step one committed transaction, none held open while sending. */
@Injectable()
export class MailClaims {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly kinds: ReminderKinds,
    private readonly preferences: PreferencesService,
    @Inject(REMINDER_TIMINGS) private readonly timings: ReminderTimings,
  ) {}

  /** Null when another has it, when it was moved or cancelled, or when its kind says that it must not go out now. */
  async claim(id: string, host: string): Promise<Claim | null> {
    const begunAt = performance.now();
    return await this.db.transaction(async (tx) => {
      const [reminder] = await toDue(
        tx,
        "WHERE r.id = $1 AND r.channel = 'email' AND r.state = 'queued' AND r.due_at <= $2 FOR UPDATE OF r SKIP LOCKED",
        [id, this.clock.now()],
      );
      if (!reminder) return null;
      const token = randomUUID();
      const messages = reminder.kind === DIGEST ? await this.items(tx, reminder, token) : await this.single(tx, reminder);
      if (messages.length === 0) return null;
      const recipient = await this.recipientOf(tx, reminder, messages);
      const messageId = `<reminder-${id}@${host}>`;
      const [[claimed]] = await tx.query<[{ attempt: number }[], number]>(
        `UPDATE reminder SET state = 'sending', lease_token = $2, lease_until = $3, attempt = attempt + 1, message_id = $4
         WHERE id = $1 RETURNING attempt`,
        [id, token, new Date(this.clock.now().getTime() + this.timings.leaseMs), messageId],
      );
      return { reminder, begunAt, recipient, token, attempt: claimed?.attempt ?? 1, messageId, messages };
    });
  }

  async accepted(claim: Claim): Promise<void> {
    await this.finish(claim, 'sent', null, null);
  }

  /** May have been delivered; nobody sends it again before the relay's log, or a person, has been asked. */
  async uncertain(claim: Claim): Promise<void> {
    await this.finish(claim, 'unknown', 'cut', null);
  }

  /** Surely not delivered. */
  async refused(claim: Claim, answer: string, temporary: boolean): Promise<void> {
    if (!temporary || claim.attempt >= MOST_ATTEMPTS) return await this.finish(claim, 'failed', 'refused', answer);
    const again = new Date(this.clock.now().getTime() + retryAfterMs(this.timings, claim.attempt));
    await this.tell(claim, () =>
      this.db.query(
        `UPDATE reminder SET state = 'scheduled', reason = NULL, due_at = $3, epoch = 0, last_error = $4, lease_token = NULL
         WHERE id = $1 AND lease_token = $2 AND state IN ('sending', 'unknown')`,
        [claim.reminder.id, claim.token, again, answer],
      ),
    );
  }

  /**
   * Only the holder of the last token says how it ended, also when others have begun to wonder; with a digest end the
   * reminders in it.
   */
  private async finish(claim: Claim, state: ReminderState, reason: string | null, answer: string | null): Promise<void> {
    const { reminder, token } = claim;
    await this.tell(claim, () =>
      this.db.transaction(async (tx) => {
        const [, ended] = await tx.query<[unknown, number]>(
          `UPDATE reminder SET state = $3, reason = $4, last_error = $5, sent_at = CASE WHEN $3 = 'sent' THEN $6::timestamptz END
           WHERE id = $1 AND lease_token = $2 AND state IN ('sending', 'unknown')`,
          [reminder.id, token, state, reason, answer, this.clock.now()],
        );
        if (ended === 1 && state !== 'unknown') await endItems(tx, reminder.id, token, state, this.clock.now());
      }),
    );
  }

  /** The database may be away while the mail is sent: what is known is not given up before the lease ends. */
  private async tell(claim: Claim, write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        if (performance.now() - claim.begunAt + TELL_AGAIN_MS > this.timings.leaseMs) throw error;
        await wait(TELL_AGAIN_MS);
      }
    }
  }

  private async recipientOf(tx: EntityManager, { kind, recipientType, recipientId }: DueReminder, messages: readonly Message[]) {
    if (recipientType === 'contact') {
      const address = messages[0]?.to;
      return address ? ({ address, language: 'da' } as const) : null;
    }
    const reach = (await this.preferences.reach(tx, kind, [recipientId])).get(recipientId);
    return reach ? { address: reach.email, language: reach.language } : null;
  }

  private async single(tx: EntityManager, reminder: DueReminder): Promise<Message[]> {
    const verdict = (await this.kinds.judge(tx, [reminder])).get(reminder.id) ?? { drop: 'gone' };
    if ('send' in verdict) return [verdict.send];
    await settle(tx, [notSent(reminder.id, verdict)], this.clock.now());
    return [];
  }

  /** The reminders that the digest carries now: marked with the token, so that only they end with it. */
  private async items(tx: EntityManager, digest: DueReminder, token: string): Promise<Message[]> {
    const items = await toDue(
      tx,
      "WHERE r.digest_id = $1 AND r.state = 'scheduled' ORDER BY r.due_at FOR UPDATE OF r",
      [digest.id],
    );
    const verdicts = await this.kinds.judge(tx, items);
    const messages: Message[] = [];
    const kept: string[] = [];
    const left: Settled[] = [];
    for (const { id } of items) {
      const verdict = verdicts.get(id) ?? { drop: 'gone' };
      if ('send' in verdict) {
        messages.push(verdict.send);
        kept.push(id);
      } else left.push(notSent(id, verdict));
    }
    if (messages.length === 0) left.push({ id: digest.id, state: 'cancelled', reason: 'empty' });
    await settle(tx, left, this.clock.now());
    await tx.query('UPDATE reminder SET lease_token = $2 WHERE id = ANY($1::uuid[])', [kept, token]);
    return messages;
  }
}

/** Gives the reminders that a digest carried the digest's own end. */
export async function endItems(tx: EntityManager, digestId: string, token: string, state: ReminderState, now: Date) {
  await tx.query(
    `UPDATE reminder SET state = $3, sent_at = CASE WHEN $3 = 'sent' THEN $4::timestamptz END
     WHERE digest_id = $1 AND lease_token = $2 AND state = 'scheduled'`,
    [digestId, token, state, now],
  );
}

function notSent(id: string, verdict: { drop: string } | { block: string } | { later: Date }): Settled {
  if ('drop' in verdict) return { id, state: 'cancelled', reason: verdict.drop };
  if ('block' in verdict) return { id, state: 'blocked', reason: verdict.block };
  return { id, state: 'scheduled', dueAt: verdict.later };
}
