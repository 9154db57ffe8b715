import { createHash, randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { conflict } from '../../kernel/problem.js';

/** A record made, or found again because the very same request had been served before. */
export interface Once<T> {
  record: T;
  repeated: boolean;
}

export interface OnceRequest {
  /** The route in one word, such as `visit`. */
  kind: string;
  /** Who asks: the same id sent by somebody else is a conflict, never a look into the record. */
  userId: string;
  /** The validated body. */
  body: { id?: string };
}

/**
 * Lets a client repeat a POST with an `id` of its own until it gets an answer, and still make one record. The
 * fingerprint of the body is stored in the transaction of the effect, so a crash takes both or none; a second sender
 * waits for the first. Another body under the same id is 409. `create` gets the id to use.
 */
export async function createOnce<T>(
  tx: EntityManager,
  { kind, userId, body }: OnceRequest,
  create: (id: string) => Promise<T>,
  find: (id: string) => Promise<T>,
): Promise<Once<T>> {
  if (!body.id) return { record: await create(randomUUIDv7()), repeated: false };
  const id = body.id.toLowerCase();
  const fingerprint = createHash('sha256').update(canonical([kind, userId, { ...body, id }])).digest();
  const made = await tx.query<unknown[]>(
    'INSERT INTO created_once (id, kind, fingerprint) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING RETURNING id',
    [id, kind, fingerprint],
  );
  if (made.length === 1) return { record: await create(id), repeated: false };
  const [earlier] = await tx.query<{ same: boolean }[]>(
    'SELECT fingerprint = $2 AS same FROM created_once WHERE id = $1',
    [id, fingerprint],
  );
  if (!earlier?.same) throw idTaken();
  return { record: await find(id), repeated: true };
}

/** 409 for an id that already names something else. */
export function idTaken() {
  return conflict(
    'id-taken',
    'Dette id er allerede brugt til noget andet. Brug et nyt id.',
    'This id already names something else. Use a new id.',
    { pointer: '/id', code: 'id-taken', text: { da: 'Id’et er brugt.', en: 'The id is taken.' } },
  );
}

/** JSON with the keys of every object in order, so that the same content always gives the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
