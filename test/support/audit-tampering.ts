import type { QueryRunner } from 'typeorm';

type Random = (below: number) => number;

/** What a tampering may aim at: a chain whose events 1 … n are all sealed, some of them erased. */
export interface Chain {
  /** Ids of sealed events. */
  events: number[];
  /** Of them, those with personal values. */
  personal: number[];
  batches: number[];
  /** An id below the last sealed one that was rolled back. */
  gap: number;
}

interface Tampering {
  name: string;
  sql: (chain: Chain, random: Random) => string;
}

const one = <T>(from: readonly T[], random: Random): T => from[random(from.length)] as T;
const two = <T>(from: readonly T[], random: Random): [T, T] => {
  const first = random(from.length);
  return [from[first] as T, from[(first + 1 + random(from.length - 1)) % from.length] as T];
};

const EVENT_COLUMNS: Readonly<Record<string, string>> = {
  id: 'id + 1000000',
  at: "at + interval '1 microsecond'",
  kind: "CASE kind WHEN 'read' THEN 'change' ELSE 'read' END",
  actor_id: 'gen_random_uuid()',
  action: "action || 'd'",
  subject_type: "subject_type || ' '",
  subject_id: 'CASE WHEN subject_id IS NULL THEN gen_random_uuid() END',
  company_id: 'CASE WHEN company_id IS NULL THEN gen_random_uuid() END',
  purpose: "CASE WHEN purpose IS NULL THEN 'search' ELSE NULL END",
  contact_ids: 'contact_ids || gen_random_uuid()',
  before: `coalesce(before, '{}') || '{"x": 1.00000000000000000000001}'`,
  after: `CASE WHEN after IS NULL THEN '{}'::jsonb END`,
  personal_digest: "sha256(coalesce(personal_digest, ''))",
};
const BATCH_COLUMNS: Readonly<Record<string, string>> = {
  seq: 'seq + 1000000',
  sealed_at: "sealed_at - interval '1 microsecond'",
  prev_hash: 'sha256(prev_hash)',
  hash: 'sha256(hash)',
  event_ids: "event_ids + '{[900000,900001)}'",
  event_count: 'event_count + 1',
  event_digests: 'set_byte(event_digests, 4, (get_byte(event_digests, 4) + 1) % 256)',
};
const COPIED = 'at, kind, actor_id, action, subject_type, subject_id, company_id, purpose, contact_ids, before, after';

const edits = (table: string, columns: Readonly<Record<string, string>>, where: (c: Chain, r: Random) => string) =>
  Object.entries(columns).map(([column, value]) => ({
    name: `edit ${table}.${column}`,
    sql: (c: Chain, r: Random) => `UPDATE ${table} SET ${column} = ${value} WHERE ${where(c, r)}`,
  }));

/** Every way to falsify the log; each statement must change something. */
export const TAMPERINGS: readonly Tampering[] = [
  ...edits('audit_event', EVENT_COLUMNS, (c, r) => `id = ${one(c.events, r)}`),
  ...edits('audit_batch', BATCH_COLUMNS, (c, r) => `seq = ${one(c.batches, r)}`),
  ...edits('audit_personal', {
    salt: 'gen_random_uuid()',
    content: `content || '{"x": null}'`,
    event_id: 'event_id + 1000000',
  }, (c, r) => `event_id = ${one(c.personal, r)}`),
  { name: 'delete an event', sql: (c, r) => `DELETE FROM audit_event WHERE id = ${one(c.events, r)}` },
  {
    name: 'delete an event with its personal values',
    sql: (c, r) => {
      const id = one(c.personal, r);
      return `WITH gone AS (DELETE FROM audit_personal WHERE event_id = ${id}) DELETE FROM audit_event WHERE id = ${id}`;
    },
  },
  {
    name: 'delete personal values without an erasure',
    sql: (c, r) => `DELETE FROM audit_personal WHERE event_id = ${one(c.personal, r)}`,
  },
  {
    name: 'put an event into a gap',
    sql: (c, r) => `INSERT INTO audit_event (id, ${COPIED})
      SELECT ${c.gap}, now(), ${COPIED.slice(4)} FROM audit_event WHERE id = ${one(c.events, r)}`,
  },
  {
    name: 'append an event with an old date',
    sql: (c, r) => `INSERT INTO audit_event (${COPIED})
      SELECT now() - interval '2 hours', ${COPIED.slice(4)} FROM audit_event WHERE id = ${one(c.events, r)}`,
  },
  {
    name: 'add personal values to an event',
    sql: (c, r) => {
      const without = c.events.filter((id) => !c.personal.includes(id));
      return `INSERT INTO audit_personal VALUES (${one(without, r)}, gen_random_uuid(), '{}')`;
    },
  },
  {
    name: 'swap two events',
    sql: (c, r) => {
      const [a, b] = two(c.events, r);
      return `WITH gone AS (DELETE FROM audit_event WHERE id IN (${a}, ${b}) RETURNING *)
        INSERT INTO audit_event (id, ${COPIED}, personal_digest)
        SELECT -(CASE id WHEN ${a} THEN ${b} ELSE ${a} END), ${COPIED}, personal_digest FROM gone`;
    },
  },
  {
    name: 'swap the personal values of two events',
    sql: (c, r) => {
      const [a, b] = two(c.personal, r);
      return `UPDATE audit_personal p SET salt = o.salt, content = o.content FROM audit_personal o
        WHERE (p.event_id, o.event_id) IN ((${a}, ${b}), (${b}, ${a}))`;
    },
  },
  { name: 'delete a batch', sql: (c, r) => `DELETE FROM audit_batch WHERE seq = ${one(c.batches, r)}` },
  {
    name: 'swap two batches',
    sql: (c, r) => {
      const [a, b] = two(c.batches, r);
      return `WITH gone AS (DELETE FROM audit_batch WHERE seq IN (${a}, ${b}) RETURNING *)
        INSERT INTO audit_batch (seq, sealed_at, prev_hash, hash, event_ids, event_count, event_digests)
        SELECT -(CASE seq WHEN ${a} THEN ${b} ELSE ${a} END), sealed_at, prev_hash, hash, event_ids, event_count,
          event_digests FROM gone`;
    },
  },
  {
    name: 'cut the end, events and batches',
    sql: (c, r) => {
      const from = 1 + one(c.batches.slice(0, -1), r);
      return `WITH gone AS (DELETE FROM audit_batch WHERE seq >= ${from} RETURNING event_ids),
        personal AS (DELETE FROM audit_personal p USING gone WHERE p.event_id <@ gone.event_ids)
        DELETE FROM audit_event e USING gone WHERE e.id <@ gone.event_ids`;
    },
  },
];

/** Rows of a swap are written under negative keys, because a key can be taken once only in a statement. */
const TURN_BACK = [
  'UPDATE audit_event SET id = -id WHERE id < 0',
  'UPDATE audit_batch SET seq = -seq WHERE seq < 0',
];

/** Takes away what would stop a superuser: checks, foreign keys, the ban on writing ids. */
export async function disarm(superuser: QueryRunner): Promise<void> {
  await superuser.query('SET LOCAL session_replication_role = replica');
  await superuser.query('ALTER TABLE audit_event ALTER id SET GENERATED BY DEFAULT');
  const checks = await superuser.manager.query<{ sql: string }[]>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS sql FROM pg_constraint
     WHERE contype = 'c' AND conrelid::regclass::text LIKE 'audit%'`,
  );
  for (const { sql } of checks) await superuser.query(sql);
}

/** Answers the number of rows changed. */
export async function tamper(superuser: QueryRunner, how: Tampering, chain: Chain, random: Random): Promise<number> {
  const { affected } = await superuser.query(how.sql(chain, random), [], true);
  for (const statement of TURN_BACK) await superuser.query(statement);
  return affected ?? 0;
}
