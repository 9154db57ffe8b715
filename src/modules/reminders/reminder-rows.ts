import type { EntityManager } from 'typeorm';
import type { Queryable } from '../../platform/database/queryable.js';
import type { ReminderState } from './reminder.entity.js';
import type { DueReminder } from './reminder-kinds.js';

/** How a reminder ended, or when it is looked at again. */
export interface Settled {
  readonly id: string;
  readonly state: ReminderState;
  readonly reason?: string;
  readonly dueAt?: Date;
}

type Row = Omit<DueReminder, 'dueAt'> & { dueAt: string };

/** Reminders `r` by the rest of a SELECT, such as `WHERE … FOR UPDATE OF r SKIP LOCKED`. */
export async function toDue(db: Queryable, rest: string, parameters: unknown[]): Promise<DueReminder[]> {
  const rows = await db.query<Row[]>(
    `SELECT r.id, r.kind, r.subject_id AS "subjectId", r.occurrence, r.recipient_type AS "recipientType",
       r.recipient_id AS "recipientId", r.company_id AS "companyId", r.due_at AS "dueAt"
     FROM reminder r ${rest}`,
    parameters,
  );
  return rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt) }));
}

/** Writes the outcome of rows that the caller has locked. */
export async function settle(tx: EntityManager, settled: readonly Settled[], now: Date): Promise<void> {
  if (settled.length === 0) return;
  await tx.query(
    `UPDATE reminder r SET state = s.state, reason = s.reason, due_at = coalesce(s."dueAt", r.due_at),
       sent_at = CASE WHEN s.state = 'sent' THEN $2::timestamptz END
     FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, state text, reason text, "dueAt" timestamptz)
     WHERE r.id = s.id`,
    [JSON.stringify(settled), now],
  );
}
