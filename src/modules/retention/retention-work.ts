import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Log } from '../../platform/logging/log.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { ContactErasure } from '../erasures/contact-erasure.js';
import type { RetentionKind, RunState } from './retention.dto.js';
import { KINDS } from './retention-kinds.js';
import { RetentionService } from './retention.service.js';

const BATCH_SIZE = 100;
const SWEEP_EVERY_MS = 10 * 60_000;
const LEASE = "interval '60 seconds'";
const MAX_ATTEMPTS = 5;

interface Claimed {
  id: string;
  token: string;
  attempt: number;
  kind: RetentionKind;
  months: number;
  updatedBy: string | null;
}

/** The run was cancelled, or another worker has taken it over. */
class RunLost extends Error {}

/**
 * Carries out the enabled rules once a day. The row of the run is the truth: what is taken is no longer found, so a
 * worker that dies is followed by another that goes on where it stopped.
 */
@Injectable()
export class RetentionWork implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly retention: RetentionService,
    private readonly erasure: ContactErasure,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.platform.roles.includes('worker')) this.sweepLater();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** Plans today's runs and works until none is left that nobody else holds. Never rejects. */
  async sweep(): Promise<void> {
    this.working ??= this.work()
      .catch((error: unknown) => this.log.failure(error, { part: 'retention' }))
      .finally(() => (this.working = undefined));
    await this.working;
  }

  private sweepLater(): void {
    const jitter = SWEEP_EVERY_MS * (0.8 + Math.random() * 0.4);
    this.timer = setTimeout(() => void this.sweep().finally(() => this.stopping || this.sweepLater()), jitter);
  }

  private async work(): Promise<void> {
    await this.retention.planToday();
    for (let run = await this.claim(); run && !this.stopping; run = await this.claim()) {
      try {
        await this.advance(run);
      } catch (error) {
        if (!(error instanceof RunLost)) throw error;
      }
    }
  }

  private async claim(): Promise<Claimed | null> {
    const [[run]] = await this.db.query<[Claimed[], number]>(
      `UPDATE retention_run n SET lease_token = $1, lease_until = clock_timestamp() + ${LEASE}, attempt = n.attempt + 1
       FROM retention_rule r
       WHERE r.id = n.rule_id AND n.id = (
         SELECT id FROM retention_run
         WHERE state = 'running' AND (lease_until IS NULL OR lease_until < clock_timestamp())
         ORDER BY started_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
       )
       RETURNING n.id, n.lease_token AS token, n.attempt, r.kind, r.months, r.updated_by AS "updatedBy"`,
      [randomUUID()],
    );
    return run ?? null;
  }

  private async advance(run: Claimed): Promise<void> {
    if (run.attempt > MAX_ATTEMPTS) return await this.finish(run, 'failed');
    for (;;) {
      const { take } = KINDS[run.kind];
      const taken = take === null ? await this.takeContacts(run) : await this.takeRows(run, take);
      if (taken === 0) return await this.finish(run, 'done');
      if (this.stopping) return await this.release(run);
    }
  }

  /** Each contact is an erasure of its own, so that none is ever erased by half. */
  private async takeContacts(run: Claimed): Promise<number> {
    const found = await this.retention.next(this.db, run, BATCH_SIZE);
    for (const { id } of found) {
      await this.erasure.byRule(id, `Opbevaringsregel: ${run.kind}, ${run.months} måneder.`, run.updatedBy);
      await this.update(this.db.manager, run, 'processed = processed + 1, attempt = 0');
    }
    return found.length;
  }

  private async takeRows(run: Claimed, take: string): Promise<number> {
    return await this.db.transaction(async (tx) => {
      const found = await this.retention.next(tx, run, BATCH_SIZE);
      if (found.length === 0) return 0;
      await tx.query(take, [found.map(({ id }) => id)]);
      await this.update(tx, run, 'processed = processed + $3, attempt = 0', [found.length]);
      return found.length;
    });
  }

  private async finish(run: Claimed, state: RunState): Promise<void> {
    await this.update(this.db.manager, run, 'state = $3, finished_at = now()', [state]);
  }

  /** So that another worker goes on at once. */
  private async release({ id, token }: Claimed): Promise<void> {
    await this.db.query('UPDATE retention_run SET lease_until = NULL WHERE id = $1 AND lease_token = $2', [id, token]);
  }

  /** Changes the run and renews the lease, which only its holder can, and only while it is not cancelled. */
  private async update(db: EntityManager, run: Claimed, changes: string, values: unknown[] = []): Promise<void> {
    const [, affected] = await db.query<[unknown[], number]>(
      `UPDATE retention_run SET lease_until = clock_timestamp() + ${LEASE}, ${changes}
       WHERE id = $1 AND lease_token = $2 AND state = 'running'`,
      [run.id, run.token, ...values],
    );
    if (affected === 0) throw new RunLost();
  }
}
