import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { endItems } from './mail-claims.js';
import { type Trace, traceMails } from './mail-log.js';
import { REMINDER_TIMINGS, type ReminderTimings } from '../reminders/reminder-timings.js';

interface Uncertain {
  id: string;
  messageId: string;
  token: string;
}

const BATCH = 1_000;

/** Finds out what became of mails nobody knows the end of. */
@Injectable()
export class MailReconciler {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(REMINDER_TIMINGS) private readonly timings: ReminderTimings,
  ) {}

  /** A worker that died, or stood still, while sending: whether the mail went out is not known. */
  async markAbandoned(): Promise<void> {
    await this.db.query(
      `UPDATE reminder SET state = 'unknown', reason = 'abandoned' WHERE state = 'sending' AND lease_until < $1`,
      [this.clock.now()],
    );
  }

  /**
   * Asks the relay's log (MAIL_LOG) about every mail whose sender can no longer be at it: what the relay took is sent,
   * what it never took is sent again. Without a log they wait for a person.
   */
  async reconcile(): Promise<void> {
    if (this.platform.mailLog === null) return;
    const uncertain = await this.uncertain();
    if (uncertain.length === 0) return;
    const traces = await traceMails(this.platform.mailLog, new Set(uncertain.map(({ messageId }) => messageId)));
    for (const one of uncertain) await this.end(one, traces.get(one.messageId));
  }

  /** A person decided, having asked the recipient or the relay: it arrived, or it is to be sent again. */
  async decide(id: string, arrived: boolean): Promise<boolean> {
    const [found] = await this.db.query<Uncertain[]>(
      `SELECT id, message_id AS "messageId", lease_token AS token FROM reminder WHERE id = $1 AND state = 'unknown'`,
      [id],
    );
    if (found) await this.end(found, arrived ? 'taken' : undefined);
    return found !== undefined;
  }

  private async uncertain(): Promise<Uncertain[]> {
    return await this.db.query<Uncertain[]>(
      `SELECT id, message_id AS "messageId", lease_token AS token FROM reminder
       WHERE state = 'unknown' AND lease_until < $1 ORDER BY due_at LIMIT $2`,
      [new Date(this.clock.now().getTime() - this.timings.logAfterMs), BATCH],
    );
  }

  private async end({ id, token }: Uncertain, trace: Trace | undefined): Promise<void> {
    const now = this.clock.now();
    const state = trace === 'taken' ? 'sent' : trace === 'bounced' ? 'failed' : 'scheduled';
    await this.db.transaction(async (tx) => {
      const [, ended] = await tx.query<[unknown, number]>(
        `UPDATE reminder SET state = $3, reason = $4, epoch = 0, sent_at = CASE WHEN $3 = 'sent' THEN $5::timestamptz END
         WHERE id = $1 AND lease_token = $2 AND state = 'unknown'`,
        [id, token, state, trace === 'bounced' ? 'bounced' : null, now],
      );
      if (ended === 1 && state !== 'scheduled') await endItems(tx, id, token, state, now);
    });
  }
}
