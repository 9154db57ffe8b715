import { Problem } from '../../kernel/problem.js';
import type { Page } from '../http/list-query.js';
import { problemOfDatabaseError } from './database-problem.js';
import type { Parameters } from './parameters.js';
import type { Queryable } from './queryable.js';

/** A way to order a list: an SQL expression that is never null, its type, and the direction. */
export interface SortKey {
  expression: string;
  type: 'text' | 'date' | 'timestamptz' | 'bigint';
  /** For text: `da-x-icu` puts Æ, Ø and Å last. */
  collate?: 'da-x-icu';
  descending?: boolean;
}

export interface KeysetQuery {
  columns: string;
  /** FROM with joins, without WHERE. */
  from: string;
  where: string[];
  parameters: Parameters;
  /** The expression of the unique id that breaks ties. */
  id: string;
  sort: SortKey;
  limit: number;
  cursor?: string | undefined;
  count?: boolean | undefined;
}

/**
 * Reads one page by keyset, so that the hundredth page costs what the first does and a row inserted meanwhile neither
 * repeats nor hides another. The cursor holds the last row's sort value and id; a cursor of another list is 400.
 */
export async function keysetPage<T>(db: Queryable, query: KeysetQuery): Promise<Page<T>> {
  const { columns, from, parameters, id, sort, limit } = query;
  const expression = sort.collate ? `(${sort.expression}) COLLATE "${sort.collate}"` : `(${sort.expression})`;
  const direction = sort.descending ? 'DESC' : 'ASC';
  const total = query.count ? await countRows(db, query) : null;
  const where = [...query.where];
  if (query.cursor) {
    const [value, lastId] = readCursor(query.cursor);
    const operator = sort.descending ? '<' : '>';
    where.push(`(${expression}, ${id}) ${operator} (${parameters.add(value)}::${sort.type}, ${parameters.add(lastId)}::uuid)`);
  }
  const sql = `SELECT ${columns}, (${sort.expression})::text AS "cursorValue", ${id} AS "cursorId" FROM ${from}
     ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
     ORDER BY ${expression} ${direction}, ${id} ${direction} LIMIT ${parameters.add(limit + 1)}`;
  const rows = await db
    .query<(T & { cursorValue: string; cursorId: string })[]>(sql, parameters.values)
    .catch((error: unknown) => {
      // Filters are checked before they come here, so a value that PostgreSQL cannot read stood in the cursor.
      const isCursor = query.cursor && problemOfDatabaseError(error)?.code === 'value-out-of-range';
      throw isCursor ? cursorUnreadable() : error;
    });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ cursorValue: _value, cursorId: _id, ...item }) => item as T),
    nextCursor: last ? writeCursor(last.cursorValue, last.cursorId) : null,
    ...(total === null ? {} : { count: total }),
  };
}

/** The columns stand in the statement, though not in the work, because they may use parameters too. */
async function countRows(db: Queryable, { columns, from, where, parameters }: KeysetQuery): Promise<number> {
  const condition = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  const [row] = await db.query<{ n: number }[]>(
    `SELECT count(*) AS n FROM (SELECT ${columns} FROM ${from} ${condition}) counted`,
    [...parameters.values],
  );
  return row?.n ?? 0;
}

function writeCursor(value: string, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readCursor(cursor: string): [value: string, id: string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = parsed as unknown[];
      if (typeof value === 'string' && typeof id === 'string' && UUID.test(id)) return [value, id];
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw cursorUnreadable();
}

function cursorUnreadable(): Problem {
  return new Problem(400, 'cursor-unreadable', {
    da: 'Markøren (cursor) hører ikke til denne liste. Begynd forfra uden den.',
    en: 'The cursor does not belong to this list. Begin again without it.',
  }, [{ pointer: '?cursor', code: 'cursor-unreadable', text: { da: 'Ulæselig.', en: 'Unreadable.' } }]);
}
