import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Channel, CHANNELS, type RecipientType } from './reminder.entity.js';
import { ReminderKinds } from './reminder-kinds.js';

/** A reminder that a feature wants; goes out by every channel that its recipient has chosen. */
export interface Wanted {
  /** Tells this reminder of the subject from its others, such as `due 2026-12-01`; sent once however often planned. */
  occurrence: string;
  dueAt: Date;
  recipientId: string;
  /** Left out: a colleague. */
  recipientType?: RecipientType;
  companyId?: string | null;
  /** Left out: in the app and by mail. */
  channels?: readonly Channel[];
  /** Its moment has passed: kept when it is planned already and still to go out, never planned anew. */
  onlyKeep?: boolean;
}

/** Where reminders are planned: rows written in the transaction of their cause, and nothing else. */
@Injectable()
export class ReminderLedger {
  constructor(private readonly kinds: ReminderKinds) {}

  /**
   * Makes `wanted` the reminders of this kind that the subject still has coming: new ones are added, moved ones get
   * their new time, others are cancelled. What was sent, or is being sent, stays as it is and is not sent again.
   */
  async plan(tx: EntityManager, kind: string, subjectId: string, wanted: readonly Wanted[]): Promise<void> {
    await this.planAll(tx, kind, new Map([[subjectId, wanted]]));
  }

  /** The same for many subjects at once. */
  async planAll(tx: EntityManager, kind: string, wanted: ReadonlyMap<string, readonly Wanted[]>): Promise<void> {
    this.kinds.get(kind);
    const rows = [...wanted].flatMap(([subjectId, reminders]) =>
      reminders.flatMap((one) => (one.channels ?? CHANNELS).map((channel) => toRow(kind, subjectId, channel, one))),
    );
    await tx.query(
      `UPDATE reminder SET state = 'cancelled', reason = 'replanned'
       WHERE kind = $1 AND subject_id = ANY($2::uuid[]) AND state IN ('scheduled', 'queued')
         AND NOT dedupe_key = ANY($3::text[])`,
      [kind, [...wanted.keys()], rows.map((row) => row.dedupeKey)],
    );
    const planned = rows.filter(({ onlyKeep }) => !onlyKeep);
    if (planned.length === 0) return;
    await tx.query(
      `INSERT INTO reminder (id, dedupe_key, kind, subject_id, occurrence, channel, recipient_type, recipient_id,
         company_id, due_at)
       SELECT r.id, r."dedupeKey", $2, r."subjectId", r.occurrence, r.channel, r."recipientType", r."recipientId",
         r."companyId", r."dueAt"
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "dedupeKey" text, "subjectId" uuid, occurrence text,
         channel text, "recipientType" text, "recipientId" uuid, "companyId" uuid, "dueAt" timestamptz)
       ON CONFLICT (dedupe_key) DO UPDATE
         SET due_at = excluded.due_at, state = 'scheduled', reason = NULL, epoch = 0, digest_id = NULL
         WHERE reminder.state IN ('cancelled', 'blocked')
            OR (reminder.state IN ('scheduled', 'queued') AND reminder.due_at <> excluded.due_at)`,
      [JSON.stringify(planned), kind],
    );
  }

  /** Cancels what the subject still has coming of this kind; one that is being sent right now cannot be called back. */
  async cancel(tx: EntityManager, kind: string, subjectId: string): Promise<void> {
    await this.plan(tx, kind, subjectId, []);
  }
}

function toRow(kind: string, subjectId: string, channel: Channel, one: Wanted) {
  const { occurrence, recipientId, recipientType = 'user', companyId = null, onlyKeep = false } = one;
  return {
    id: randomUUIDv7(),
    dedupeKey: [kind, subjectId, occurrence, channel, recipientId].join('|'),
    subjectId, occurrence, channel, recipientType, recipientId, companyId, onlyKeep,
    dueAt: one.dueAt.toISOString(),
  };
}
