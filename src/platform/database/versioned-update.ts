import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { notFound, stale } from '../../kernel/problem.js';

interface Versioned extends ObjectLiteral {
  id: string;
  version: number;
}

/**
 * Changes a row only if it still has the version the caller read, and counts the version up, in one statement, so that
 * of two edits at the same time one is answered 412 and none is lost. Throws 404 when the row is gone.
 */
export async function updateVersioned<T extends Versioned>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  id: string,
  version: number,
  changes: Partial<T>,
): Promise<void> {
  const { tableName } = tx.connection.getMetadata(entity);
  const result = await tx
    .createQueryBuilder()
    .update(entity)
    .set({ ...changes, version: () => 'version + 1' })
    .where('id = :id AND version = :version', { id, version })
    .execute();
  if (result.affected === 1) return;
  const [row] = await tx.query<{ version: number }[]>(`SELECT version FROM "${tableName}" WHERE id = $1`, [id]);
  throw row ? stale(row.version) : notFound();
}

/**
 * Before a removal: keeps the row from being changed until the transaction ends. Throws 412 when it no longer has the
 * version the caller read, and 404 when it is gone.
 */
export async function lockVersion<T extends Versioned>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  id: string,
  version: number,
): Promise<void> {
  const { tableName } = tx.connection.getMetadata(entity);
  const rows = await tx.query<{ version: number }[]>(`SELECT version FROM "${tableName}" WHERE id = $1 FOR UPDATE`, [id]);
  if (!rows[0]) throw notFound();
  if (rows[0].version !== version) throw stale(rows[0].version);
}

/** The entries of `changes` that differ from `before`; undefined means "keep" and is left out. */
export function changedOnly<T extends object>(before: T, changes: Partial<T>): Partial<T> {
  const different = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[key as keyof T] ?? null),
  );
  return Object.fromEntries(different) as Partial<T>;
}
