import { randomBytes, randomUUIDv7 } from 'node:crypto';
import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { Clock } from '../src/kernel/clock.js';
import { hashPassword } from '../src/modules/passwords/password.js';
import { ListCompaniesQuery } from '../src/modules/directory/company-filter.dto.js';
import { DirectoryReader } from '../src/modules/directory/directory.reader.js';
import type { SettingsService } from '../src/modules/settings/settings.service.js';
import type { Actor } from '../src/platform/http/actor.js';
import { BodyAndQueryPipe } from '../src/platform/http/validation.pipe.js';
import { benchDatabase, onDatabase } from './bench-database.js';
import type { Cleanup } from './cleanup.js';
import { insertCompanies } from './companies.js';
import { Target } from './load.js';
import { BARE_SERVER, startProgram, THE_APP } from './program.js';
import { median, printRatio, ROUNDS } from './rounds.js';

const COMPANIES = 300_000;
const FILTERS = { size: 'small', municipality: '0615', notContactedWithinMonths: '12' };
const PATH = `/api/companies?${new URLSearchParams(FILTERS).toString()}`;
const SECONDS = 4;
/** The JIT goes on for some thousand requests, and longer for the program that is larger. */
const WARM_UP_SECONDS = 12;

/** Requests per second of the company list, signed in, against a bare server that runs the same statement. */
export async function benchList(cleanup: Cleanup): Promise<void> {
  const databaseUrl = await benchDatabase(cleanup);
  const { email, password } = await onDatabase(databaseUrl, async (client) => {
    await insertCompanies(client, COMPANIES);
    return await insertConsultant(client);
  });
  const statement = await recordStatement();
  console.log(`${COMPANIES} companies, GET ${PATH}`);
  const appProgram = await startProgram(cleanup, THE_APP, { DATABASE_URL: databaseUrl });
  const bareArgs = [...BARE_SERVER, JSON.stringify(statement)];
  const bareProgram = await startProgram(cleanup, bareArgs, { DATABASE_URL: databaseUrl });
  const app = new Target(appProgram.url + PATH, { cookie: await signIn(appProgram.url, email, password) });
  const bare = new Target(bareProgram.url + PATH);
  cleanup.add(() => Promise.resolve([app, bare].forEach((target) => target.close())));
  const expected = await sameAnswer(app, bare);

  for (const target of [app, bare]) await target.requestsPerSecond(WARM_UP_SECONDS, expected);
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const ours = await app.requestsPerSecond(SECONDS, expected);
    const theirs = await bare.requestsPerSecond(SECONDS, expected);
    const ratio = ours / theirs;
    ratios.push(ratio);
    const rates = `app ${ours.toFixed(0)}/s, node:http + pg ${theirs.toFixed(0)}/s`;
    console.log(`round ${round}: ${rates}, ratio ${ratio.toFixed(3)}`);
  }
  printRatio('list', median(ratios));
}

/** The statement that the app's own reader sends for this query, so that the comparator can never drift from it. */
async function recordStatement(): Promise<{ sql: string; values: unknown[] }> {
  const sent: { sql: string; values: unknown[] }[] = [];
  const recorder = { query: (sql: string, values: unknown[]) => (sent.push({ sql, values }), Promise.resolve([])) };
  const reader = new DirectoryReader(recorder as unknown as DataSource, new Clock(), {} as SettingsService);
  const actor: Pick<Actor, 'onlyCompanyId'> = { onlyCompanyId: null };
  const query = await new BodyAndQueryPipe().transform(FILTERS, { type: 'query', metatype: ListCompaniesQuery });
  await reader.companies(actor as Actor, query as ListCompaniesQuery);
  const [statement, ...more] = sent;
  if (!statement || more.length > 0) throw new Error(`The list sends ${sent.length} statements, the comparator one`);
  return statement;
}

async function insertConsultant(client: { query(sql: string, values: unknown[]): Promise<unknown> }) {
  const email = 'bench@test.invalid';
  const password = randomBytes(24).toString('base64url');
  await client.query(
    "INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, $2, 'Bench', 'consultant', $3)",
    [randomUUIDv7(), email, await hashPassword(password)],
  );
  return { email, password };
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!response.ok || !cookie) throw new Error(`Signing in answered ${response.status}`);
  return cookie;
}

/** Answers the body after proving that both give it, row by row and then byte by byte. */
async function sameAnswer(app: Target, bare: Target): Promise<string> {
  const [ours, theirs] = [await app.body(), await bare.body()];
  const [ourRows, theirRows] = [ours, theirs].map((body) => (JSON.parse(body) as { items: unknown[] }).items);
  if (ourRows?.length !== 50) throw new Error(`The list gives ${ourRows?.length} rows, not 50`);
  for (const [index, row] of ourRows.entries()) {
    const [a, b] = [JSON.stringify(row), JSON.stringify(theirRows?.[index])];
    if (a !== b) throw new Error(`Row ${index} differs:\n${a}\n${b}`);
  }
  if (ours !== theirs) throw new Error('The rows are the same, the rest of the answer is not');
  console.log(`Both answer the same 50 rows, ${Buffer.byteLength(ours)} bytes.`);
  return ours;
}
