import pg from 'pg';

/** After all files: every database and role this run made is gone again. */
export default async function globalTeardown() {
  const { TEST_ADMIN_URL: adminUrl, TEST_PREFIX: prefix } = process.env;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const { rows } = await admin.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await admin.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await admin.query(`DROP ROLE ${prefix}_app`);
  await admin.end();
  await globalThis.stopTestDatabase?.();
}
