import { globSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../src/migrations/migrations.js';
import { databaseOptions } from '../../src/platform/database/database-options.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { type TestDatabase, testDatabase } from '../support/test-database.js';

/** Rules and speed stand in SQL only: checks, indexes, generated columns, and foreign keys to a floor above. */
const IN_SQL_ONLY = [
  /^DROP INDEX /,
  /DROP CONSTRAINT "\w+_check\d*"$/,
  /DROP COLUMN "(search_text|employees_min)"$/,
  /"typeorm_metadata"/,
  /DROP CONSTRAINT "(app_user_company_id|need_visit_id|pledge_fulfilment_visit_id|introduction_network_id)_fkey"$/,
];

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  it('give exactly the tables that the entities describe', async () => {
    const files = globSync('src/**/*.entity.ts').map((file) => `../../${file.replace(/\.ts$/, '.js')}`);
    const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, new () => object>>));
    const entities = modules.flatMap((module) => Object.values(module));
    expect(entities.length).toBeGreaterThan(15);
    const db = await new DataSource({ ...databaseOptions(database.ownerUrl), entities }).initialize();
    // TypeORM looks here for generated columns of its own making; ours are in the migrations.
    await db.query(
      'CREATE TABLE typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
    );
    const { upQueries } = await db.driver.createSchemaBuilder().log();
    await db.destroy();
    const differences = upQueries.map(({ query }) => query).filter((sql) => !IN_SQL_ONLY.some((one) => one.test(sql)));
    expect(differences).toEqual([]);
  });

  it('run once each when five processes start at the same time', async () => {
    const { ownerUrl, appUrl } = database;
    const owner = await new DataSource(databaseOptions(ownerUrl)).initialize();
    await owner.query('DROP SCHEMA public CASCADE');
    await owner.query('CREATE SCHEMA public');
    const all = Array.from({ length: 5 }, () =>
      migrate({ ownerUrl, appUrl, migrations: MIGRATIONS, queueInPostgres: true }),
    );
    await Promise.all(all);
    const rows = await owner.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id');
    await owner.destroy();
    expect(rows.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('leave the program no right to change its log or its tables', async () => {
    const app = await new DataSource(databaseOptions(database.appUrl)).initialize();
    for (const sql of [
      "UPDATE audit_event SET action = 'x'", 'DELETE FROM audit_event', 'TRUNCATE audit_event',
      'UPDATE audit_personal SET salt = gen_random_uuid()', 'DELETE FROM audit_personal', 'TRUNCATE audit_personal',
      'UPDATE audit_batch SET hash = hash', 'DELETE FROM audit_batch', 'TRUNCATE audit_batch',
      'CREATE TABLE x ()', 'DROP TABLE company', 'ALTER TABLE company ADD x text', "DELETE FROM migration",
    ]) {
      await expect(app.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    }
    await expect(app.query('SELECT count(*) FROM audit_event')).resolves.toHaveLength(1);
    await app.destroy();
  });

  it.each([
    ['Ærø Såby Træ', 'aero saby trae', 'aeroe saaby trae'],
    ['Århus Ø', 'arhus o', 'aarhus oe'],
    ['Café Müller & Søn', 'cafe muller & son', 'cafe mueller & soen'],
    ['STRAẞE', 'strasse', 'strasse'],
  ])('fold %s', async (text, short, long) => {
    const db = await new DataSource(databaseOptions(database.ownerUrl)).initialize();
    const [row] = await db.query<unknown[]>('SELECT fold_text($1) AS short, fold_text_long($1) AS long', [text]);
    await db.destroy();
    expect(row).toEqual({ short, long });
  });
});
