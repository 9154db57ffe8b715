import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Text } from '../../kernel/problem.js';
import { Log } from '../../platform/logging/log.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { AuditService } from '../audit/audit.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { type Batch, writeBatch } from './import-batch.js';
import { interpret, recordsOf, UnreadableFile } from '../register-files/import-file.js';
import { ImportRun } from './import-run.entity.js';
import type { Pass } from '../register-files/register-row.js';

const BATCH_SIZE = 500;
const SWEEP_EVERY_MS = 5_000;
const LEASE = "interval '15 seconds'";
const RENEW_EVERY_MS = 5_000;
const MAX_ATTEMPTS = 20;

/** What a worker that holds the lease knows of a run. */
type Claimed = Pick<
  ImportRun,
  'id' | 'format' | 'delimiter' | 'mapping' | 'pass' | 'rowsRead' | 'workplaceRows' | 'attempt'
> & { token: string; committedBy: string };

/** Another worker has taken the run over, so this one must not touch it any more. */
class LeaseLost extends Error {}

/**
 * Brings committed imports into the register. The row of the run is the truth: each batch and the progress behind it
 * are one transaction under a lease, so a worker that dies is followed by another that goes on after the last batch.
 */
@Injectable()
export class ImportCommit implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.platform.roles.includes('worker')) this.sweepLater();
  }

  /** Stops after the batch at hand and lets go of the run, so that another worker goes on at once. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** Works until no run is left that nobody else holds; one sweep at a time in a process. Never rejects. */
  async sweep(): Promise<void> {
    this.working ??= this.work()
      .catch((error: unknown) => this.log.failure(error, { part: 'imports' }))
      .finally(() => (this.working = undefined));
    await this.working;
  }

  private sweepLater(): void {
    const jitter = SWEEP_EVERY_MS * (0.8 + Math.random() * 0.4);
    this.timer = setTimeout(() => void this.sweep().finally(() => this.stopping || this.sweepLater()), jitter);
  }

  private async work(): Promise<void> {
    await this.removeForgotten();
    for (let run = await this.claim(); run && !this.stopping; run = await this.claim()) {
      try {
        await this.advance(run);
      } catch (error) {
        if (error instanceof UnreadableFile) await this.fail(run, error.text);
        else if (!(error instanceof LeaseLost)) throw error;
      }
    }
  }

  /** Takes a run whose lease is free, for fifteen seconds that every batch renews. */
  private async claim(): Promise<Claimed | null> {
    const [[run]] = await this.db.query<[Claimed[], number]>(
      `UPDATE import_run SET lease_token = $1, lease_until = clock_timestamp() + ${LEASE}, attempt = attempt + 1
       WHERE id = (
         SELECT id FROM import_run
         WHERE state = 'committing' AND (lease_until IS NULL OR lease_until < clock_timestamp())
         ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
       )
       RETURNING id, format, delimiter, mapping, pass, rows_read AS "rowsRead", workplace_rows AS "workplaceRows",
         attempt, committed_by AS "committedBy", lease_token AS token`,
      [randomUUID()],
    );
    return run ?? null;
  }

  private async advance(run: Claimed): Promise<void> {
    if (run.attempt > MAX_ATTEMPTS) return await this.fail(run, gaveUp());
    let { pass, rowsRead, workplaceRows } = run;
    for (;;) {
      for await (const batch of this.batches(run, pass, rowsRead)) {
        await this.write(run, pass, batch);
        workplaceRows += batch.workplaceRows;
        if (this.stopping) return await this.release(run);
      }
      if (pass === 'workplaces' || workplaceRows === 0) return await this.finish(run);
      pass = 'workplaces';
      rowsRead = 0;
      await this.update(this.db.manager, run, "pass = 'workplaces', rows_read = 0");
    }
  }

  /** The records behind the first `done` ones, in batches; those of the other pass are counted, not read. */
  private async *batches(run: Claimed, pass: Pass, done: number): AsyncGenerator<Batch> {
    const today = this.clock.today();
    let rowNumber = 0;
    let renewed = Date.now();
    let batch: Batch = { rowsRead: 0, workplaceRows: 0, mapped: [] };
    for await (const raw of recordsOf(run, this.chunks(run.id))) {
      rowNumber += 1;
      if (Date.now() - renewed > RENEW_EVERY_MS) {
        await this.update(this.db.manager, run, 'id = id');
        renewed = Date.now();
      }
      if (rowNumber <= done) continue;
      const record = interpret(run.format, raw, today);
      batch.rowsRead += 1;
      if (record.pass === pass) batch.mapped.push({ rowNumber, result: record.read() });
      if (record.pass === 'workplaces' && pass === 'companies') batch.workplaceRows += 1;
      if (batch.rowsRead < BATCH_SIZE) continue;
      yield batch;
      batch = { rowsRead: 0, workplaceRows: 0, mapped: [] };
    }
    if (batch.rowsRead > 0) yield batch;
  }

  private async *chunks(importId: string): AsyncGenerator<Buffer> {
    for (let seq = 0; ; seq += 1) {
      const [chunk] = await this.db.query<{ data: Buffer }[]>(
        'SELECT data FROM import_chunk WHERE import_id = $1 AND seq = $2',
        [importId, seq],
      );
      if (!chunk) return;
      yield chunk.data;
    }
  }

  private async write(run: Claimed, pass: Pass, batch: Batch): Promise<void> {
    await this.db.transaction(async (tx) => {
      const thresholds = await this.settings.current(tx);
      const context = { importId: run.id, pass, today: this.clock.today(), thresholds };
      const { created, changed, unchanged, failed } = await writeBatch(tx, batch, context);
      await this.update(
        tx,
        run,
        `rows_read = rows_read + $3, workplace_rows = workplace_rows + $4, created = created + $5,
         changed = changed + $6, unchanged = unchanged + $7, failed = failed + $8, attempt = 0`,
        [batch.rowsRead, batch.workplaceRows, created, changed, unchanged, failed],
      );
    });
  }

  private async release(run: Claimed): Promise<void> {
    const { id, token } = run;
    await this.db.query('UPDATE import_run SET lease_until = NULL WHERE id = $1 AND lease_token = $2', [id, token]);
  }

  private async finish(run: Claimed): Promise<void> {
    await this.close(run, 'complete', "state = 'committed'", []);
  }

  private async fail(run: Claimed, reason: Text): Promise<void> {
    await this.close(run, 'fail', "state = 'failed', failure_reason = $3", [JSON.stringify(reason)]);
  }

  /** The end of a run: the file goes, the audit says what came of it. */
  private async close(run: Claimed, action: string, changes: string, values: unknown[]): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.update(tx, run, `${changes}, finished_at = now()`, values);
      await tx.query('DELETE FROM import_chunk WHERE import_id = $1', [run.id]);
      const [after] = await tx.query<object[]>(
        `SELECT state, created, changed, unchanged, failed, failure_reason AS "failureReason"
         FROM import_run WHERE id = $1`,
        [run.id],
      );
      const entry = { action, entity: ImportRun, id: run.id, companyId: null, after };
      await this.audit.record(tx, { userId: run.committedBy }, entry);
    });
  }

  /** Changes the run and renews the lease, which only its holder can. */
  private async update(db: EntityManager, run: Claimed, changes: string, values: unknown[] = []): Promise<void> {
    const [, affected] = await db.query<[unknown[], number]>(
      `UPDATE import_run SET ${changes}, version = version + 1, lease_until = clock_timestamp() + ${LEASE}
       WHERE id = $1 AND lease_token = $2 AND state = 'committing'`,
      [run.id, run.token, ...values],
    );
    if (affected === 0) throw new LeaseLost();
  }

  /** Uploads whose sender went away, and files that nobody committed within a week, for they hold personal data. */
  private async removeForgotten(): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE import_run SET state = 'failed', version = version + 1, finished_at = now(), failure_reason = $1
         WHERE (state = 'receiving' AND lease_until < now())
           OR (state = 'uploaded' AND created_at < now() - interval '7 days')`,
        [JSON.stringify(forgotten())],
      );
      await tx.query(
        `DELETE FROM import_chunk c USING import_run i WHERE i.id = c.import_id AND i.state = 'failed'`,
      );
    });
  }
}

function gaveUp(): Text {
  return {
    da: `Importen gik i stå ${MAX_ATTEMPTS} gange. De talte rækker er gemt. Spørg driften, og importér filen igen.`,
    en: `The import stopped ${MAX_ATTEMPTS} times. The counted rows are saved. Ask operations and import it again.`,
  };
}

function forgotten(): Text {
  return {
    da: 'Filen kom ikke helt frem, eller den blev ikke importeret inden for en uge. Den er slettet; send den igen.',
    en: 'The file did not arrive whole, or was not committed within a week. It was deleted; send it again.',
  };
}
