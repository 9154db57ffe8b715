import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import { MIGRATIONS } from '../../dist/migrations/migrations.js';
import { startEmbeddedPostgres } from '../../dist/platform/database/embedded-postgres.js';
import { migrate } from '../../dist/platform/database/migrate.js';

const FAST = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300'];

/**
 * Before all files: a PostgreSQL (DATABASE_URL when set, whose user must be allowed to create databases and roles,
 * else an embedded one) with one migrated template, which every file clones for itself.
 */
export default async function globalSetup() {
  const prefix = `haandslag_test_${process.pid}`;
  let adminUrl = process.env.DATABASE_URL;
  if (!adminUrl) {
    const dataDir = resolve('.data', `test-${process.pid}`);
    mkdirSync(dataDir, { recursive: true });
    const embedded = await startEmbeddedPostgres({ dataDir, say: () => undefined, flags: FAST });
    adminUrl = embedded.superuserUrl;
    globalThis.stopTestDatabase = async () => {
      await embedded.stop();
      rmSync(dirname(embedded.folder), { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    };
  }
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE ROLE ${prefix}_app LOGIN PASSWORD 'test'`);
  await admin.query(`CREATE DATABASE ${prefix}_template`);
  await admin.end();
  const ownerUrl = withDatabase(adminUrl, `${prefix}_template`);
  const appUrl = new URL(ownerUrl);
  appUrl.username = `${prefix}_app`;
  appUrl.password = 'test';
  await migrate({ ownerUrl, appUrl: appUrl.href, migrations: MIGRATIONS, queueInPostgres: true });
  process.env.TEST_ADMIN_URL = adminUrl;
  process.env.TEST_PREFIX = prefix;
}

function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
