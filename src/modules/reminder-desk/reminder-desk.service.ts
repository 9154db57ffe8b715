import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { HealthRegistry } from '../../platform/health/health.registry.js';
import { Metrics } from '../../platform/health/metrics.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { Reminder } from '../reminders/reminder.entity.js';
import type { ListRemindersQuery, ReminderCountDto, ReminderDto, ReminderPage } from './reminder-desk.dto.js';

const COLUMNS = `r.id, r.kind, r.subject_id AS "subjectId", r.occurrence, r.channel, r.recipient_type AS "recipientType",
  r.recipient_id AS "recipientId", r.company_id AS "companyId", r.due_at AS "dueAt", r.state, r.reason, r.attempt,
  r.digest_id AS "digestId", r.sent_at AS "sentAt", r.last_error AS "lastError"`;

/** Waits that mean that nobody delivers: a hundred ticks of the dispatcher and more. */
const TOO_LATE_S = 600;

/** What an administrator sees of reminders, and what can be done about one that did not arrive. */
@Injectable()
export class ReminderDesk implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly health: HealthRegistry,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'reminders',
      check: async () => {
        const waited = await this.oldestDueSeconds();
        return waited !== null && waited > TOO_LATE_S ? `the oldest due reminder has waited ${Math.round(waited)} s` : null;
      },
    });
    const gauge: Gauge = new Gauge({
      name: 'reminder_oldest_due_seconds',
      help: 'Seconds that the oldest due reminder has waited, 0 when none waits',
      registers: [this.metrics.registry],
      collect: async () => {
        gauge.set((await this.oldestDueSeconds()) ?? 0);
      },
    });
  }

  async list(query: ListRemindersQuery): Promise<ReminderPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.state) where.push(`r.state = ${parameters.add(query.state)}`);
    if (query.channel) where.push(`r.channel = ${parameters.add(query.channel)}`);
    if (query.kind) where.push(`r.kind = ${parameters.add(query.kind)}`);
    if (query.recipientId) where.push(`r.recipient_id = ${parameters.add(query.recipientId)}`);
    if (query.subjectId) where.push(`r.subject_id = ${parameters.add(query.subjectId)}`);
    if (query.from) where.push(`r.due_at >= ${parameters.add(query.from)}`);
    if (query.to) where.push(`r.due_at < ${parameters.add(query.to)}`);
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'reminder r',
      where,
      parameters,
      id: 'r.id',
      sort: { expression: 'r.due_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async one(id: string, db: Queryable = this.db): Promise<ReminderDto> {
    const [found] = await db.query<ReminderDto[]>(`SELECT ${COLUMNS} FROM reminder r WHERE r.id = $1`, [id]);
    if (!found) throw notFound();
    return found;
  }

  async counts(): Promise<ReminderCountDto[]> {
    return await this.db.query('SELECT state, count(*) AS count FROM reminder GROUP BY state ORDER BY state');
  }

  /** A mail that waits in a digest is not late before its digest is. */
  async oldestDueSeconds(): Promise<number | null> {
    const now = this.clock.now();
    const [row] = await this.db.query<{ due: string | null }[]>(
      `SELECT min(due_at) AS due FROM reminder
       WHERE state IN ('scheduled', 'queued', 'sending') AND digest_id IS NULL AND due_at <= $1`,
      [now],
    );
    return row?.due ? (now.getTime() - Date.parse(row.due)) / 1_000 : null;
  }

  /** A reminder that failed or was blocked goes out again, now, if it is still due and allowed. */
  async retry(actor: Actor, id: string): Promise<ReminderDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(id, tx);
      if (before.state !== 'failed' && before.state !== 'blocked') throw wrongState();
      const after = { state: 'scheduled' as const, reason: null, dueAt: this.clock.now() };
      await tx.getRepository(Reminder).update({ id, state: before.state }, { ...after, epoch: 0, attempt: 0, digestId: null });
      await this.record(tx, actor, 'retry', before, after);
      return await this.one(id, tx);
    });
  }

  /** Writes who decided; what became of the reminder the reconciler writes. */
  async recordDecision(actor: Actor, before: ReminderDto, outcome: string): Promise<void> {
    await this.db.transaction(async (tx) => await this.record(tx, actor, 'decide', before, { outcome }));
  }

  private async record(tx: EntityManager, actor: Actor, action: string, before: ReminderDto, after: object): Promise<void> {
    const { id, companyId } = before;
    await this.audit.record(tx, actor, { action, entity: Reminder, id, companyId, before: { state: before.state }, after });
  }
}

export function wrongState() {
  return conflict(
    'reminder-state',
    'Påmindelsen er ikke i en tilstand, hvor det kan lade sig gøre. Hent listen igen.',
    'The reminder is not in a state in which this can be done. Load the list again.',
  );
}
