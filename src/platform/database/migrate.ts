import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { databaseOptions } from './database-options.js';

/** Any number, the same in every process that migrates. */
const MIGRATION_LOCK = 7_206_110;

/** Tables that the program may add to and read, never change. */
const APPEND_ONLY = ['audit_event', 'audit_personal', 'audit_batch'];

/** Functions that do with the owner's rights what their own rules allow; nobody else may call them. */
const AS_OWNER = ['audit_forget(uuid, uuid, text[], uuid)', 'audit_expire()'];

export interface MigrateOptions {
  /** Connects as the owner of the tables, directly (no PgBouncer in transaction mode). */
  ownerUrl: string;
  /** Whose user gets the rights to use the tables; the same user as the owner gets none and is not limited. */
  appUrl: string;
  migrations: (new () => MigrationInterface)[];
  /** Also prepare BullMQ's tables, for a queue without Redis. */
  queueInPostgres: boolean;
}

/** Brings the database to the newest state; safe to run from several processes at once, each migration runs once. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const lock = new pg.Client({ connectionString: options.ownerUrl });
  await lock.connect();
  try {
    await refuseUnsupportedServer(lock);
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const owner = new DataSource({
      ...databaseOptions(options.ownerUrl),
      poolSize: 2,
      migrations: options.migrations,
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'each',
    });
    await owner.initialize();
    try {
      await owner.runMigrations();
    } finally {
      await owner.destroy();
    }
    if (options.queueInPostgres) await runMigrations(lock);
    await grantToApp(lock, options);
  } finally {
    await lock.end();
  }
}

async function refuseUnsupportedServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const server = rows[0];
  if (!server || server.version < 150_000) {
    throw new Error('Håndslag needs PostgreSQL 15 or newer / Håndslag kræver PostgreSQL 15 eller nyere.');
  }
}

async function grantToApp(client: pg.Client, { ownerUrl, appUrl, queueInPostgres }: MigrateOptions): Promise<void> {
  const app = decodeURIComponent(new URL(appUrl).username);
  if (app === '' || app === decodeURIComponent(new URL(ownerUrl).username)) return;
  const user = pg.escapeIdentifier(app);
  const schemas = queueInPostgres ? 'public, bullmq' : 'public';
  await client.query(`GRANT USAGE ON SCHEMA ${schemas} TO ${user}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schemas} TO ${user}`);
  await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schemas} TO ${user}`);
  for (const table of [...APPEND_ONLY, 'migration']) {
    await client.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${user}`);
  }
  for (const signature of AS_OWNER) await client.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${user}`);
  await client.query(`REVOKE INSERT ON migration FROM ${user}`);
}
