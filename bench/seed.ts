import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { Clock } from '../src/kernel/clock.js';
import { loadSample, SAMPLE_SEED } from '../src/modules/sample-data/sample-loader.js';
import { sampleTables } from '../src/modules/sample-data/sample-tables.js';
import { benchDatabase, benchServer, onDatabase } from './bench-database.js';
import type { Cleanup } from './cleanup.js';
import { printRatio } from './rounds.js';

interface Part {
  table: string;
  columns: readonly string[];
}

const ACCOUNTS: Part = { table: 'app_user', columns: ['id', 'email', 'name', 'role', 'demo'] };

/** Rows per second of making and loading the sample municipality, against COPY of the very same rows from files. */
export async function benchSeed(cleanup: Cleanup): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { companies: { type: 'string', default: '300000' }, visits: { type: 'string', default: '3000000' } },
  });
  const today = new Clock().today();
  const plan = { seed: SAMPLE_SEED, companies: Number(values.companies), visits: Number(values.visits), today };
  const parts: Part[] = [ACCOUNTS, ...sampleTables(plan).map(({ table, columns }) => ({ table, columns }))];
  const folder = await mkdtemp(path.join(tmpdir(), 'haandslag-seed-'));
  cleanup.add(() => rm(folder, { recursive: true }));
  const server = await benchServer(cleanup);
  const [seeded, copied] = [await benchDatabase(cleanup, server), await benchDatabase(cleanup, server)];
  const before = await onDatabase(seeded, async (client) => {
    await client.query("SET statement_timeout = '0'");
    const loaded = await timed(() => loadSample(client, plan));
    const rows = (loaded.result ?? []).reduce((sum, one) => sum + one.rows, 0);
    for (const part of parts) await dump(client, part, folder);
    return { rows, seconds: say('seed', rows, loaded.seconds), digests: await digests(client, parts) };
  });
  await onDatabase(copied, async (client) => {
    await client.query("SET statement_timeout = '0'");
    const bare = await timed(() => copyAll(client, parts, folder));
    const after = await digests(client, parts);
    if (JSON.stringify(after) !== JSON.stringify(before.digests)) throw new Error('The comparator loaded other rows');
    printRatio('seed', say('COPY', before.rows, bare.seconds) / before.seconds);
  });
}

function say(name: string, rows: number, seconds: number): number {
  console.log(`${name}: ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows per second`);
  return seconds;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

async function dump(client: pg.Client, { table, columns }: Part, folder: string): Promise<void> {
  const rows = client.query(copyTo(`COPY ${table} (${columns.join(', ')}) TO STDOUT`));
  await pipeline(rows, createWriteStream(path.join(folder, table)));
}

async function copyAll(client: pg.Client, parts: readonly Part[], folder: string): Promise<void> {
  await client.query('BEGIN');
  for (const { table, columns } of parts) {
    const target = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
    await pipeline(createReadStream(path.join(folder, table)), target);
  }
  await client.query('COMMIT');
}

/** Count and sum of hashes of each table's loaded columns, so that the order does not matter. */
async function digests(client: pg.Client, parts: readonly Part[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { table, columns } of parts) {
    const row = `ROW(${columns.join(', ')})::text`;
    const { rows } = await client.query(`SELECT count(*), sum(hashtextextended(${row}, 0)::numeric) FROM ${table}`);
    found.push(rows[0]);
  }
  return found;
}
