import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Log } from '../../platform/logging/log.js';
import { BATCH_HASH, EVENT_DIGEST, GENESIS, unsealedFrom } from './audit-text.js';

/** Any number, the same in every process that seals and in the function `audit_expire`. */
const SEALING_LOCK = 7_206_112;
const BATCH_SIZE = 5_000;
/** How far below the highest sealed id a round looks for late committers; the rest is found by a whole look. */
const TAIL = 10_000;

const SEAL = `
  WITH last AS (SELECT seq, hash FROM audit_batch ORDER BY seq DESC LIMIT 1),
  fresh AS (
    SELECT a.id, ${EVENT_DIGEST} AS digest FROM ${unsealedFrom('$1::bigint', '$3')} ORDER BY a.id LIMIT $3
  ),
  b AS (
    SELECT coalesce((SELECT seq FROM last), 0) + 1 AS seq, $2::timestamptz AS sealed_at,
      coalesce((SELECT hash FROM last), '\\x${GENESIS}') AS prev_hash, range_agg(int8range(id, id, '[]')) AS event_ids,
      count(*)::integer AS event_count, string_agg(digest, ''::bytea ORDER BY id) AS event_digests
    FROM fresh HAVING count(*) > 0
  )
  INSERT INTO audit_batch (seq, sealed_at, prev_hash, hash, event_ids, event_count, event_digests)
  SELECT b.seq, b.sealed_at, b.prev_hash, ${BATCH_HASH}, b.event_ids, b.event_count, b.event_digests FROM b
  RETURNING seq, encode(hash, 'hex') AS hash, event_count AS events, upper(event_ids) AS "end"`;

interface Sealed {
  seq: number;
  hash: string;
  events: number;
  /** Above every id in it; below, nothing that was there is left unsealed in this round. */
  end: number;
}

/**
 * Seals events into batches that form a chain. Writers of events know nothing of it and wait for nothing: an event is
 * sealed when no batch states its id, so one that commits late, with a smaller id than others, comes into a later
 * batch, and an id that was rolled back is never missed. One sealer works at a time; its lock is held until its batch
 * is seen by the next one, and `prev_hash` is unique besides, so the chain cannot fork.
 */
@Injectable()
export class AuditSealer {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Seals every committed event that no batch covers, and answers how many; 0 when another worker is at it. `tail`
   * looks only near the end, which is cheap; `all` finds what committed long after its neighbours too.
   */
  async seal(scope: 'tail' | 'all' = 'tail'): Promise<number> {
    const batches = await this.db.transaction((tx) => this.sealAll(tx, scope));
    for (const { seq, hash, events } of batches) this.log.pino.info({ seq, hash, events }, 'audit batch sealed');
    return batches.reduce((sum, { events }) => sum + events, 0);
  }

  /** One moment for all batches of a round, so that a backlog does not look as if it came late. */
  private async sealAll(tx: EntityManager, scope: 'tail' | 'all'): Promise<Sealed[]> {
    const [lock] = await tx.query<{ mine: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS mine', [SEALING_LOCK]);
    if (!lock?.mine) return [];
    const sealedAt = this.clock.now();
    const batches: Sealed[] = [];
    let from = scope === 'all' ? null : await tailOf(tx);
    for (;;) {
      const [batch] = await tx.query<Sealed[]>(SEAL, [from, sealedAt, BATCH_SIZE]);
      if (batch) batches.push(batch);
      if (!batch || batch.events < BATCH_SIZE) return batches;
      from = batch.end;
    }
  }
}

async function tailOf(tx: EntityManager): Promise<number | null> {
  const [row] = await tx.query<{ from: number | null }[]>(
    'SELECT max(upper(event_ids)) - $1::bigint AS "from" FROM audit_batch',
    [TAIL],
  );
  return row?.from ?? null;
}
