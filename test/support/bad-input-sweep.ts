import { getMetadataStorage } from 'class-validator';
import pg from 'pg';
import { getMetadataArgsStorage } from 'typeorm';
import { CPR_TEXT, ECHO, UNKNOWN_ID } from './bad-bodies.js';
import { badRequests, type BadRequest, pathOf, versionOf } from './bad-requests.js';
import { type Dto, type Route, routesOf } from './routes.js';
import { type TestApp, testApp } from './test-app.js';
import type { Json, Sample, World } from './write-route.js';
import { WRITE_ROUTES } from './write-routes.js';

interface ProblemDocument {
  title: string;
  detail: string;
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}

/** Reads a form instead of JSON; bad-upload.spec.ts sends it what is wrong. */
const UPLOAD = 'POST /imports';
const AT_ONCE = 12;
const LEAKS = /\n\s+at |node_modules|\.[jt]s:\d|Error:|SELECT |INSERT |UPDATE |_(key|fkey|pkey|check)\b/;

/** Sends a part of the routes that write what is right, and everything wrong that can be read off it. */
export function sweepBadInput(part: keyof typeof WRITE_ROUTES, atLeast: number): void {
  let t: TestApp;
  let w: World;
  let owner: pg.Client;
  let routes: Route[];
  let sent = 0;
  beforeAll(async () => {
    t = await testApp({ sampleData: true });
    owner = new pg.Client({ connectionString: t.database.ownerUrl });
    await owner.connect();
    routes = routesOf(t.app).filter(({ method }) => method !== 'GET');
  });
  beforeEach(async () => {
    w = { t, api: await t.as('administrator') };
  });
  afterAll(async () => {
    await owner.end();
    await t.close();
  });

  it('has a valid request for every route that writes', () => {
    const known = Object.values(WRITE_ROUTES).flatMap(Object.keys);
    expect(routes.map(({ name }) => name).sort()).toEqual([UPLOAD, ...known].sort());
    const routed = t.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    expect(routed.match(/\b(POST|PUT|PATCH|DELETE)\b/g)).toHaveLength(routes.length);
  });

  const table = Object.entries(WRITE_ROUTES[part]);
  it.each(table)('%s takes what is right, and of what is wrong nothing', async (name, known) => {
    const route = routes.find((one) => one.name === name) as Route;
    expect(route).toBeDefined();
    expect(await sendValid(route, await known.sample(w))).toBeLessThan(300);

    const sample = await known.sample(w);
    const requests = badRequests(route, known, sample);
    const before = await contents();
    const failures: string[] = [];
    const kinds = new Set<string>();
    for (let first = 0; first < requests.length; first += AT_ONCE) {
      const some = requests.slice(first, first + AT_ONCE);
      const group = await Promise.all(some.map((one) => complaints(route, one, kinds)));
      failures.push(...group.flat());
    }
    expect(failures).toEqual([]);
    if (route.body) expect(await columnsTaken(route, route.body, sample)).toEqual([]);
    expect(await contents()).toEqual(before);
    // The very request that was spoilt in so many ways is right as it is.
    expect(await sendValid(route, sample)).toBeLessThan(300);

    const fields = Object.keys(sample.body ?? {}).length;
    expect(requests.length).toBeGreaterThanOrEqual(6 + 8 * fields);
    process.stdout.write(`${name}: ${fields} fields, ${requests.length} bad requests, ${kinds.size} kinds\n`);
    expect(kinds.size).toBeGreaterThanOrEqual(3);
  }, 120_000);

  it('has sent thousands of them', () => {
    process.stdout.write(`${sent} bad requests in all\n`);
    expect(sent).toBeGreaterThan(atLeast);
  });

  async function sendValid(route: Route, sample: Sample): Promise<number> {
    const headers: Record<string, string> = { 'if-match': versionOf(sample) };
    const path = pathOf(route, sample);
    if (route.name === 'DELETE /session') return (await (await t.as('reader')).send('DELETE', path)).status;
    const { status, body } = await w.api.send(route.method, path, sample.body, headers);
    if (status >= 300) process.stdout.write(`${route.name}: ${JSON.stringify(body)}\n`);
    return status;
  }

  /** The columns of any table, such as `role` or `passwordHash`, that the route takes although its body has no such field. */
  async function columnsTaken(route: Route, body: Dto, sample: Sample): Promise<string[]> {
    const fields = getMetadataStorage().getTargetValidationMetadatas(body, '', false, false);
    const columns = new Set(getMetadataArgsStorage().columns.map(({ propertyName }) => propertyName));
    const others = [...columns].filter((name) => !fields.some(({ propertyName }) => propertyName === name));
    expect(others.length).toBeGreaterThan(100);
    const spoilt = { ...sample.body, ...Object.fromEntries(others.map((name) => [name, 1])) };
    const headers = { 'if-match': versionOf(sample) };
    const answer = await w.api.send<ProblemDocument>(route.method, pathOf(route, sample), spoilt, headers);
    const named = answer.status === 422 ? answer.body.errors.map(({ pointer }) => pointer) : [];
    return others.filter((name) => !named.includes(`/${name}`));
  }

  /** What the answer lacks; nothing when it is as it should be. In English too when it is the first of its kind. */
  async function complaints(route: Route, request: BadRequest, kinds: Set<string>): Promise<string[]> {
    const { name, path, text, headers, statuses, pointer } = request;
    const ask = async (language: string) => {
      sent += 1;
      return await w.api.send<Json>(route.method, path, text, { ...headers, 'accept-language': language });
    };
    const danish = await ask('da');
    const found: string[] = [];
    const demand = (isSo: boolean, what: string) => {
      if (!isSo) found.push(`${name}: ${what}: ${danish.status} ${JSON.stringify(danish.body).slice(0, 300)}`);
    };
    const { title, detail, code, errors } = danish.body as Partial<ProblemDocument>;
    const named = (errors ?? []).map((error) => error.pointer);
    const words = JSON.stringify({ ...danish.body, instance: '' });
    demand(statuses.includes(danish.status), `is not answered ${statuses.join(' or ')}`);
    const type = danish.headers.get('content-type') ?? '';
    demand(type.startsWith('application/problem+json'), 'is no problem document');
    demand(Boolean(title && detail && code && Array.isArray(errors)), 'says too little');
    demand(
      pointer === null || named.some((one) => one === pointer || (pointer !== '' && one.startsWith(`${pointer}/`))),
      `does not name ${pointer}`,
    );
    const sentTexts = [ECHO, UNKNOWN_ID, '4711', CPR_TEXT.slice(0, 6)];
    demand(!sentTexts.some((value) => words.includes(value)), 'repeats what was sent');
    demand(!LEAKS.test(words), 'shows how we are made');

    const kind = words.replaceAll(/\d+/g, '0');
    if (found.length > 0 || kinds.has(kind)) return found;
    kinds.add(kind);
    const english = await ask('en');
    const same = withoutWords(danish.body);
    demand(english.status === danish.status && withoutWords(english.body) === same, 'depends on the language');
    const understood = new Set(wordsOf(english.body));
    demand(!wordsOf(danish.body).some((one) => understood.has(one)), 'is the same in Danish and English');
    return found;
  }

  /** Every table with its number of rows and a digest of them, but for sessions and guesses, which signing in makes. */
  async function contents(): Promise<Record<string, string>> {
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables
       WHERE schemaname = 'public' AND tablename NOT IN ('session', 'guess_count') ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await owner.query<{ state: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(r::text, '' ORDER BY r::text), '')) AS state
         FROM "${name}" r`,
      );
      found[name] = rows[0]?.state ?? '';
    }
    return found;
  }
}

function wordsOf(body: Json): string[] {
  const { title, detail, errors } = body as unknown as ProblemDocument;
  return [title, detail, ...errors.map((error) => error.detail)];
}

function withoutWords(body: Json): string {
  const { code, errors } = body as unknown as ProblemDocument;
  return JSON.stringify([code, errors.map((error) => [error.pointer, error.code])]);
}
