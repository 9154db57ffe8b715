import type { Queryable } from '../../platform/database/queryable.js';
import { GENESIS } from './audit-text.js';

/** The newest batch; another system that keeps its hash can later tell whether the log was cut or made anew. */
export class AuditHead {
  /** Number of batches; 0 while nothing is sealed. */
  seq: number;
  /** 64 hexadecimal digits. */
  hash: string;
  /** ISO 8601 UTC; null while nothing is sealed. */
  sealedAt: string | null;
}

export async function readHead(db: Queryable): Promise<AuditHead> {
  const [head] = await db.query<AuditHead[]>(
    `SELECT seq, encode(hash, 'hex') AS hash, sealed_at AS "sealedAt" FROM audit_batch ORDER BY seq DESC LIMIT 1`,
  );
  return head ?? { seq: 0, hash: GENESIS, sealedAt: null };
}
