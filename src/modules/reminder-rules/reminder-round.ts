import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Log } from '../../platform/logging/log.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { type DatedKind, DatedReminders } from './dated-reminders.js';

const FIRST_AFTER_MS = 15_000;
const EVERY_MS = 3_600_000;
const BATCH = 200;
/** Any number; one worker at a time makes the round. */
const ROUND_LOCK = 7_206_121;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Every hour: plans the reminders of the next days anew, for records that came in bulk, rules that were changed and
 * days that follow from the calendar alone.
 */
@Injectable()
export class ReminderRound implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly db: DataSource,
    private readonly reminders: DatedReminders,
    private readonly log: Log,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  onApplicationBootstrap(): void {
    if (this.platform.roles.includes('worker')) this.schedule(FIRST_AFTER_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** The whole round, each batch a transaction; tests call it by hand. Does nothing where another worker is at it. */
  async make(): Promise<void> {
    for (const kind of this.reminders.registered) await this.makeOf(kind);
  }

  private async makeOf(kind: DatedKind): Promise<void> {
    for (let last: string | null = BEFORE_ALL; last !== null && !this.stopped; ) {
      const after: string = last;
      last = await this.db.transaction(async (tx) => {
        const [lock] = await tx.query<{ free: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS free', [ROUND_LOCK]);
        return lock?.free ? await this.reminders.planComing(tx, kind, after, BATCH) : null;
      });
    }
  }

  private schedule(afterMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.make()
        .catch((error: unknown) => this.log.failure(error, { part: 'reminder-round' }))
        .finally(() => this.schedule(EVERY_MS));
    }, afterMs).unref();
  }
}
