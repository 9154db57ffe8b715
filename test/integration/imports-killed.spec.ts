import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { makeCvrNumber } from '../../src/kernel/cvr-number.js';
import { companyRecord, Importer, ndjson, unitRecord } from '../support/imports.js';
import { type TestApp, testApp } from '../support/test-app.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

describe('kill -9 while 20,000 rows come in', () => {
  const ROWS = 20_000;
  let killed: TestApp;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    killed = await testApp({ roles: ['web'] });
  });
  afterAll(async () => {
    const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(ended);
    await killed.close();
  });

  function startWorker(): ChildProcess {
    const { appUrl, ownerUrl } = killed.database;
    const child = spawn(process.execPath, [PROGRAM], {
      env: { ...process.env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, ROLES: 'worker', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  }

  /** The server processes that serve this database; with `spared`, the others are ended as by a lost network. */
  async function backends(spared?: number[]): Promise<number[]> {
    const owner = new Client({ connectionString: killed.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ pid: number }>(
      `SELECT pid, ${spared ? 'pg_terminate_backend(pid)' : 'true'} FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL($1)`,
      [spared ?? []],
    );
    await owner.end();
    return rows.map(({ pid }) => pid);
  }

  it('and the database goes away: the next worker finishes, every row once, counts exact', async () => {
    const importer = new Importer(await killed.as('administrator'));
    const companies = Array.from({ length: ROWS - 2_000 }, (_one, n) => companyRecord(makeCvrNumber(200_000 + n), {
      erstMaanedsbeskaeftigelse: [{ aar: 2026, maaned: 1, antalAnsatte: n % 90 }],
    }));
    const units = Array.from({ length: 2_000 }, (_one, n) => unitRecord(makeCvrNumber(200_000 + n), 1_000_000_000 + n));
    companies[700] = companyRecord('12345678'); // Its unit has no company then.
    const { body } = await importer.upload(ndjson([...companies, ...units]), 'stor.ndjson');
    await importer.api.post(`/imports/${body.id}/commit`);

    const first = startWorker();
    const progress = () => importer.one(body.id);
    let seen = await progress();
    while (seen.rowsRead < 3_000) {
      await wait(20);
      seen = await progress();
    }
    first.kill('SIGKILL');
    await once(first, 'exit');
    const cut = await progress();
    expect(cut).toMatchObject({ state: 'committing', pass: 'companies', failed: 1 });
    expect(cut.rowsRead).toBeLessThan(ROWS);
    expect(cut.created + cut.failed).toBe(cut.rowsRead);

    const own = await backends();
    startWorker();
    startWorker();
    while (seen.rowsRead < 9_000) {
      await wait(20);
      seen = await progress();
    }
    const lost = await backends(own);
    expect(lost.length).toBeGreaterThan(1);
    const end = await importer.over(body.id);
    expect(end).toMatchObject({
      state: 'committed', pass: 'workplaces', rowsRead: ROWS, created: ROWS - 2, changed: 0, unchanged: 0, failed: 2,
    });
    const [rows] = await killed.db.query<Record<string, number>[]>(
      `SELECT (SELECT count(*) FROM company)::int AS companies,
         (SELECT count(DISTINCT cvr_number) FROM company)::int AS numbers,
         (SELECT count(*) FROM workplace)::int AS workplaces, (SELECT max(version) FROM company) AS version,
         (SELECT count(*) FROM company_employment)::int AS months,
         (SELECT count(*) FROM import_failure)::int AS failures`,
    );
    const taken = companies.length - 1;
    expect(rows).toEqual({
      companies: taken, numbers: taken, workplaces: 1_999, version: 1, months: taken, failures: 2,
    });
  }, 240_000);
});
