import type { Client } from 'pg';
import { hashPassword } from '../passwords/password.js';
import { copyRows } from './copy-rows.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';
import { SAMPLE_MUNICIPALITY_CODE, SAMPLE_MUNICIPALITY_NAME, sampleCompany, type SamplePlan } from './sample-company.js';
import { SAMPLE_COLLEAGUES } from './sample-history.js';
import { sampleTables } from './sample-tables.js';

/** Any number, the same in every process that loads. */
const SAMPLE_LOCK = 7_206_111;
const MEMBER_COMPANY_SIZE = 'medium';

export const SAMPLE_SEED = 20_261_121;

export interface LoadedTable {
  table: string;
  rows: number;
  seconds: number;
}

/**
 * Fills an empty database with the sample municipality in one transaction, on a connection of its own. Answers null
 * and writes nothing when there are users or companies already.
 */
export async function loadSample(client: Client, plan: SamplePlan): Promise<LoadedTable[] | null> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [SAMPLE_LOCK]);
    await client.query("SET LOCAL statement_timeout = '0'");
    const { rows } = await client.query('SELECT 1 FROM app_user UNION ALL SELECT 1 FROM company LIMIT 1');
    if (rows.length > 0) {
      await client.query('ROLLBACK');
      return null;
    }
    await insertAccounts(client);
    const loaded: LoadedTable[] = [];
    for (const one of sampleTables(plan)) {
      const start = performance.now();
      const count = await copyRows(client, one.table, one.columns, one.rows());
      loaded.push({ table: one.table, rows: count, seconds: (performance.now() - start) / 1000 });
    }
    await giveMemberACompany(client, plan);
    await client.query(
      'UPDATE settings SET municipality_codes = $1, municipality_name = $2, sample_data = true, version = version + 1',
      [[SAMPLE_MUNICIPALITY_CODE], SAMPLE_MUNICIPALITY_NAME],
    );
    await client.query('COMMIT');
    return loaded;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function insertAccounts(client: Client): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const accounts = [
    ...DEMO_ACCOUNTS.map((account) => ({ ...account, passwordHash })),
    ...SAMPLE_COLLEAGUES.map((colleague) => ({ ...colleague, role: 'consultant', passwordHash: null })),
  ];
  await client.query(
    `INSERT INTO app_user (id, email, name, role, demo, password_hash)
     SELECT id, email, name, role, true, "passwordHash"
     FROM jsonb_to_recordset($1) AS account (id uuid, email text, name text, role text, "passwordHash" text)`,
    [JSON.stringify(accounts)],
  );
}

/** The demo member leads a medium-sized company that has pledges, so that there is something to see. */
async function giveMemberACompany(client: Client, { seed, companies }: SamplePlan): Promise<void> {
  const medium = Array.from({ length: Math.min(companies, 2_000) }, (_one, index) => sampleCompany(seed, index))
    .filter(({ size }) => size === MEMBER_COMPANY_SIZE)
    .map(({ id }) => id);
  await client.query(
    `UPDATE app_user SET company_id = coalesce(
       (SELECT company_id FROM pledge WHERE company_id = ANY($1) ORDER BY company_id LIMIT 1),
       (SELECT id FROM company ORDER BY id LIMIT 1))
     WHERE role = 'member' AND demo`,
    [medium],
  );
}
