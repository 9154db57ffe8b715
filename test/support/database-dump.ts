import pg from 'pg';
import { foldText } from '../../src/kernel/fold-text.js';

/** Every row of every table of the database, the queue's too, as text by the table's name. */
export async function dumpOf(ownerUrl: string): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const dump = new Map<string, string[]>();
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`SELECT r::text AS row FROM ${name} r`);
    dump.set(name, rows.map(({ row }) => row));
  }
  await client.end();
  return dump;
}

/** The tables that hold the text, in any case, folded as for a search, or as bytes. */
export function tablesWith(dump: ReadonlyMap<string, readonly string[]>, text: string): string[] {
  const forms = [text.toLowerCase(), foldText(text), Buffer.from(text).toString('hex')];
  const holds = (row: string) => forms.some((form) => row.toLowerCase().includes(form));
  return [...dump].filter(([, rows]) => rows.some(holds)).map(([name]) => name);
}
