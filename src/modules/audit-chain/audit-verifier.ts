import type { Queryable } from '../../platform/database/queryable.js';
import { type BatchRow, ChainWalk } from './chain-walk.js';
import { BATCH_HASH, EVENT_DIGEST, GENESIS, PERSONAL_DIGEST, unsealedFrom } from './audit-text.js';

const BATCHES_PER_PAGE = 20;
/** A worker seals within seconds; what waits longer than this many seconds, or comes later than this, is a finding. */
const LATE_S = 3_600;
const ALL = 9_007_199_254_740_991;

export interface AuditVerdict {
  /** Events that match their seal. */
  events: number;
  batches: number;
  /** Hash of the newest batch, in hex. */
  head: string;
  /** Events in no batch yet. */
  unsealed: number;
  /** What does not fit, each with the place; empty when the log is whole. */
  findings: string[];
}

interface EventRow {
  id: number;
  seq: number;
  digest: string;
  /** Seconds since 1970. */
  at: number;
  personal: 'none' | 'kept' | 'gone' | 'edited';
}

const PERSONAL_STATE = `CASE
  WHEN p.event_id IS NULL THEN CASE WHEN a.personal_digest IS NULL THEN 'none' ELSE 'gone' END
  WHEN a.personal_digest IS DISTINCT FROM ${PERSONAL_DIGEST} THEN 'edited' ELSE 'kept' END`;

const BATCHES = `
  SELECT b.seq, encode(b.prev_hash, 'hex') AS prev, encode(b.hash, 'hex') AS hash,
    encode(${BATCH_HASH}, 'hex') AS expected, extract(epoch FROM b.sealed_at)::float8 AS "sealedAt",
    b.event_count AS count, encode(b.event_digests, 'hex') AS digests, coalesce(upper(b.event_ids), 0) AS "end",
    (SELECT coalesce(jsonb_agg(jsonb_build_array(lower(r), upper(r))), '[]') FROM unnest(b.event_ids) r) AS ranges
  FROM audit_batch b WHERE b.seq > $1 ORDER BY b.seq LIMIT ${BATCHES_PER_PAGE}`;

const EVENTS = `
  SELECT a.id, b.seq, encode(${EVENT_DIGEST}, 'hex') AS digest, extract(epoch FROM a.at)::float8 AS at,
    ${PERSONAL_STATE} AS personal
  FROM audit_batch b CROSS JOIN LATERAL unnest(b.event_ids) r
  CROSS JOIN LATERAL (
    SELECT * FROM audit_event e WHERE e.id >= lower(r) AND e.id < upper(r) ORDER BY e.id LIMIT ${ALL}) a
  LEFT JOIN audit_personal p ON p.event_id = a.id
  WHERE b.seq = ANY($1) ORDER BY b.seq, a.id`;

/**
 * Walks the whole chain and finds every event, personal value and batch that was edited, deleted, put in or moved.
 * `noted` is a head kept outside, without which a log that was cut at its end, or made anew, cannot be told from a
 * whole one. Call it in one REPEATABLE READ transaction, so that what is written meanwhile does not look wrong.
 */
export async function verifyAudit(db: Queryable, noted: string | null = null): Promise<AuditVerdict> {
  const walk = new ChainWalk(LATE_S);
  const forgotten = await forgottenEvents(db);
  const expiredThrough = await expiredBatches(db);
  const findings: string[] = [];
  let events = 0;
  let notedFound = noted === null || noted === GENESIS;
  const judgePersonal = ({ id, personal }: Pick<EventRow, 'id' | 'personal'>) => {
    if (personal === 'edited') findings.push(`event ${id}: its personal values were changed`);
    if (personal === 'gone' && !forgotten.has(id)) findings.push(`event ${id}: its personal values are missing`);
    if (personal === 'kept' && forgotten.has(id)) findings.push(`event ${id}: its erased personal values are back`);
  };
  for (let last = -ALL, rows: BatchRow[] = []; ; last = rows.at(-1)?.seq ?? ALL) {
    rows = await db.query<BatchRow[]>(BATCHES, [last]);
    if (rows.length === 0) break;
    const expected = new Map<number, string>();
    for (const batch of rows) {
      findings.push(...walk.step(batch));
      notedFound ||= batch.hash === noted;
      if (batch.seq <= expiredThrough) continue;
      for (const [id, digest] of walk.digestsOf(batch)) expected.set(id, digest);
    }
    for (const event of await db.query<EventRow[]>(EVENTS, [rows.map(({ seq }) => seq)])) {
      const digest = expected.get(event.id);
      expected.delete(event.id);
      const problem = event.seq <= expiredThrough
        ? `is still there, though batch ${event.seq} has expired`
        : digest === event.digest ? walk.lateness(event) : `was changed, or is not what batch ${event.seq} sealed`;
      if (problem) findings.push(`event ${event.id}: ${problem}`);
      else events += 1;
      judgePersonal(event);
    }
    for (const id of expected.keys()) findings.push(`event ${id}: is missing`);
  }
  const unsealed = await unsealedEvents(db);
  for (const event of unsealed) {
    if (event.old) findings.push(`event ${event.id}: has not been sealed for more than an hour`);
    if (event.inside) findings.push(`event ${event.id}: was put in among sealed ones`);
    judgePersonal(event);
  }
  findings.push(...(await strayPersonals(db)), ...(await sealedTwice(db, walk.eventCount)));
  if (!notedFound) findings.push(`head ${noted}: is not in the chain; it was cut at its end or made anew`);
  return { events, batches: walk.batches, head: walk.head, unsealed: unsealed.length, findings };
}

/** Events whose personal values were taken out by a recorded erasure. */
async function forgottenEvents(db: Queryable): Promise<ReadonlySet<number>> {
  const rows = await db.query<{ id: number }[]>(
    `SELECT jsonb_array_elements(after -> 'eventIds')::bigint AS id FROM audit_event
     WHERE action = 'forget' AND subject_type = 'Contact' AND jsonb_typeof(after -> 'eventIds') = 'array'`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Number of the last batch whose events were deleted because they were too old; 0 when there is none. */
async function expiredBatches(db: Queryable): Promise<number> {
  const [row] = await db.query<{ seq: number | null }[]>(
    `SELECT max((after -> 'throughSeq')::bigint) AS seq FROM audit_event
     WHERE action = 'expire' AND subject_type = 'AuditBatch' AND jsonb_typeof(after -> 'throughSeq') = 'number'`,
  );
  return row?.seq ?? 0;
}

async function unsealedEvents(db: Queryable) {
  return await db.query<(Pick<EventRow, 'id' | 'personal'> & { old: boolean; inside: boolean })[]>(
    `SELECT a.id, ${PERSONAL_STATE} AS personal, now() - a.at > make_interval(secs => ${LATE_S}) AS old,
       a.id < coalesce((SELECT max(upper(event_ids)) FROM audit_batch
                        WHERE now() - sealed_at > make_interval(secs => ${LATE_S})), a.id) AS inside
     FROM ${unsealedFrom('NULL::bigint', String(ALL))} LEFT JOIN audit_personal p ON p.event_id = a.id ORDER BY a.id`,
  );
}

async function strayPersonals(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ id: number }[]>(
    `SELECT p.event_id AS id FROM audit_personal p
     WHERE NOT EXISTS (SELECT FROM audit_event a WHERE a.id = p.event_id) ORDER BY 1`,
  );
  return rows.map(({ id }) => `event ${id}: has personal values but is missing itself`);
}

/** Only a forged batch can state an event that another states too. */
async function sealedTwice(db: Queryable, stated: number): Promise<string[]> {
  const [row] = await db.query<{ count: number }[]>(
    `SELECT coalesce(sum(upper(r) - lower(r)), 0) AS count
     FROM (SELECT range_agg(event_ids) AS ids FROM audit_batch) every CROSS JOIN LATERAL unnest(every.ids) r`,
  );
  return row?.count === stated ? [] : ['batches: some events are sealed twice'];
}
