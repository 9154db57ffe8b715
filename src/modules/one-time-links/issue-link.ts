import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Queryable } from '../../platform/database/queryable.js';
import type { LinkKind } from './one-time-link.entity.js';

const HOUR_MS = 3_600_000;
const LIVES_MS: Readonly<Record<LinkKind, number>> = {
  invitation: 7 * 24 * HOUR_MS,
  reset: HOUR_MS,
  setup: 24 * HOUR_MS,
};

export interface IssuedLink {
  id: string;
  /** 256 bits, url-safe; nowhere else to be had. */
  token: string;
  expiresAt: Date;
}

/** Makes a link. It takes the place of the open one of the same kind for the same user, which is void from then on. */
export async function issueLink(
  db: Queryable,
  { kind, userId, createdBy = null }: { kind: LinkKind; userId: string | null; createdBy?: string | null },
  now: Date,
): Promise<IssuedLink> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + LIVES_MS[kind]);
  const id = randomUUIDv7();
  await db.query(
    `INSERT INTO one_time_link (id, token_hash, kind, user_id, created_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (kind, user_id) WHERE used_at IS NULL DO UPDATE SET
       id = excluded.id, token_hash = excluded.token_hash, created_by = excluded.created_by,
       created_at = excluded.created_at, expires_at = excluded.expires_at`,
    [id, hashOfToken(token), kind, userId, createdBy, now, expiresAt],
  );
  return { id, token, expiresAt };
}

/** Behind the `#`, which a browser does not send, so that no log on the way holds the token. */
export function linkPath(token: string): string {
  return `/#/velkommen/${token}`;
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
