import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** As the program connects: no DDL, audit is append-only. */
  appUrl: string;
  /** As the owner of the tables. */
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A database of its own for one test file, cloned from the migrated template. */
export async function testDatabase(): Promise<TestDatabase> {
  return await cloneOf(`${process.env['TEST_PREFIX']}_template`);
}

/** A second database with the same rows, as a backup restored elsewhere; nobody may be connected to the first. */
export async function copyOf({ ownerUrl }: TestDatabase): Promise<TestDatabase> {
  return await cloneOf(new URL(ownerUrl).pathname.slice(1));
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const { TEST_ADMIN_URL: adminUrl, TEST_PREFIX: prefix } = process.env;
  if (!adminUrl || !prefix) throw new Error('Run the tests with npm test, which starts the database first');
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, async (admin) => {
    // Two clones of one template at the same time wait for each other under this lock instead of failing.
    await admin.query('SELECT pg_advisory_lock(1)');
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const ownerUrl = new URL(adminUrl);
  ownerUrl.pathname = `/${name}`;
  const appUrl = new URL(ownerUrl);
  appUrl.username = `${prefix}_app`;
  appUrl.password = 'test';
  return {
    appUrl: appUrl.href,
    ownerUrl: ownerUrl.href,
    drop: () => asAdmin(adminUrl, async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
