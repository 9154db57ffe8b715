import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { MIGRATIONS } from '../src/migrations/migrations.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { migrate } from '../src/platform/database/migrate.js';
import type { Cleanup } from './cleanup.js';

let made = 0;

/** The address of a server for new databases: DATABASE_URL's when set, else an embedded one of its own. */
export async function benchServer(cleanup: Cleanup): Promise<string> {
  return process.env.DATABASE_URL ?? (await embeddedServer(cleanup));
}

/** The address of a new, migrated database on the server; without one on {@link benchServer}. */
export async function benchDatabase(cleanup: Cleanup, server?: string): Promise<string> {
  const adminUrl = server ?? (await benchServer(cleanup));
  made += 1;
  const name = `haandslag_bench_${process.pid}_${made}`;
  await onDatabase(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name}`));
  cleanup.add(async () => {
    await onDatabase(adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await migrate({ ownerUrl: url.href, appUrl: url.href, migrations: MIGRATIONS, queueInPostgres: true });
  return url.href;
}

export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', (error) => console.error(`Connection lost: ${error.message}`));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A new data folder that the account of the embedded server can reach too. */
export async function newDataDir(cleanup: Cleanup): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'haandslag-bench-'));
  cleanup.add(() => removeDataDir(dataDir));
  await chmod(dataDir, 0o755);
  return dataDir;
}

/** Where root cannot give the server the folder itself, `postgres` is a link to one elsewhere; that goes too. */
async function removeDataDir(dataDir: string): Promise<void> {
  try {
    const data = await realpath(path.join(dataDir, 'postgres'));
    await rm(path.dirname(data), { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // After Ctrl+C initdb may write a moment longer, until it finds its folder gone.
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
}

async function embeddedServer(cleanup: Cleanup): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: await newDataDir(cleanup), say: console.log });
  cleanup.add(() => server.stop());
  return server.superuserUrl;
}
