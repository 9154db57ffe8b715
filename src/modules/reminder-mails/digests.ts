import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** The kind of the reminders that carry others. */
export const DIGEST = 'digest';

/** A reminder that its recipient wants in the daily digest, and when that goes out. */
export interface ForDigest {
  readonly id: string;
  readonly recipientId: string;
  readonly at: Date;
}

/**
 * Puts reminders into the digests of their recipients, making the digests that are not there yet. A digest that has
 * left already takes no more: such a reminder stays as it is and is put into the next one.
 */
export async function putIntoDigests(tx: EntityManager, wanted: readonly ForDigest[]): Promise<void> {
  if (wanted.length === 0) return;
  const items = wanted.map(({ id, recipientId, at }) => {
    const occurrence = at.toISOString();
    return { id, recipientId, occurrence, dedupeKey: [DIGEST, recipientId, occurrence, 'email', recipientId].join('|') };
  });
  const digests = [...new Map(items.map((item) => [item.dedupeKey, { ...item, id: randomUUIDv7() }])).values()];
  await tx.query(
    `INSERT INTO reminder (id, dedupe_key, kind, subject_id, occurrence, channel, recipient_type, recipient_id, due_at)
     SELECT d.id, d."dedupeKey", $2, d."recipientId", d.occurrence, 'email', 'user', d."recipientId",
       d.occurrence::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, "dedupeKey" text, "recipientId" uuid, occurrence text)
     ORDER BY d."dedupeKey"
     ON CONFLICT (dedupe_key) DO NOTHING`,
    [JSON.stringify(digests), DIGEST],
  );
  await tx.query(
    `WITH open AS (
       SELECT d.id, d.dedupe_key FROM reminder d
       WHERE d.dedupe_key = ANY($2::text[]) AND d.state IN ('scheduled', 'queued') ORDER BY d.id FOR UPDATE
     )
     UPDATE reminder r SET digest_id = open.id
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "dedupeKey" text), open
     WHERE r.id = i.id AND open.dedupe_key = i."dedupeKey"`,
    [JSON.stringify(items), digests.map(({ dedupeKey }) => dedupeKey)],
  );
}

/** Takes reminders out of digests that ended without them, so that they are put into the next. */
export async function releaseFromEndedDigests(tx: EntityManager): Promise<void> {
  await tx.query(
    `UPDATE reminder r SET digest_id = NULL, lease_token = NULL FROM reminder d
     WHERE r.digest_id = d.id AND r.state = 'scheduled' AND d.state IN ('sent', 'failed', 'blocked', 'cancelled')`,
  );
}
