import pg from 'pg';
import { type BadBody, bad, badBodies, ECHO, UNKNOWN_ID } from '../support/bad-bodies.js';
import { type Route, routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';
import type { Json, Sample, World, WriteRoute } from '../support/write-route.js';
import { WRITE_ROUTES } from '../support/write-routes.js';

interface ProblemDocument {
  title: string;
  detail: string;
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}

/** A request that must be refused with one of the statuses. */
interface BadRequest {
  name: string;
  path: string;
  text?: string | Uint8Array;
  headers: Record<string, string>;
  statuses: number[];
  pointer: string | null;
}

/** Reads a form instead of JSON; bad-upload.spec.ts sends it what is wrong. */
const UPLOAD = 'POST /imports';
const TOO_LARGE = JSON.stringify({ name: ECHO.repeat(250_000) });
const AT_ONCE = 12;
const STALE = '"99"';
const LEAKS = /\n\s+at |node_modules|\.[jt]s:\d|Error:|SELECT |INSERT |UPDATE |_(key|fkey|pkey|check)\b/;

describe('bad input', () => {
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
    expect(routes.map(({ name }) => name).sort()).toEqual([UPLOAD, ...Object.keys(WRITE_ROUTES)].sort());
    const table = t.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    expect(table.match(/\b(POST|PUT|PATCH|DELETE)\b/g)).toHaveLength(routes.length);
  });

  it.each(Object.entries(WRITE_ROUTES))('%s takes what is right, and of what is wrong nothing', async (name, known) => {
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
    expect(sent).toBeGreaterThan(4_000);
  });

  async function sendValid(route: Route, sample: Sample): Promise<number> {
    const headers: Record<string, string> = { 'if-match': versionOf(sample) };
    const path = pathOf(route, sample);
    if (route.name === 'DELETE /session') return (await (await t.as('reader')).send('DELETE', path)).status;
    const { status, body } = await w.api.send(route.method, path, sample.body, headers);
    if (status >= 300) process.stdout.write(`${route.name}: ${JSON.stringify(body)}\n`);
    return status;
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
    demand(![ECHO, UNKNOWN_ID, '4711'].some((value) => words.includes(value)), 'repeats what was sent');
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

  /** Every table with its number of rows and a digest of them, but for sessions, which signing in makes. */
  async function contents(): Promise<Record<string, string>> {
    const { rows: tables } = await owner.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'session' ORDER BY 1",
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
});

function wordsOf(body: Json): string[] {
  const { title, detail, errors } = body as unknown as ProblemDocument;
  return [title, detail, ...errors.map((error) => error.detail)];
}

function withoutWords(body: Json): string {
  const { code, errors } = body as unknown as ProblemDocument;
  return JSON.stringify([code, errors.map((error) => [error.pointer, error.code])]);
}

function pathOf(route: Route, { id }: Sample): string {
  return route.path.replace(':id', id ?? '');
}

function versionOf({ version = 1 }: Sample): string {
  return `"${version}"`;
}

function badRequests(route: Route, known: WriteRoute, sample: Sample): BadRequest[] {
  const { body } = sample;
  const path = pathOf(route, sample);
  const json = { 'content-type': 'application/json', 'if-match': versionOf(sample) };
  const text = JSON.stringify(body ?? {});
  const right = { path, text, headers: json, pointer: null };
  const bodies = body && route.body ? [...badBodies(route.body, body), ...badByRule(known, sample)] : [];
  return [
    ...bodies.map((one) => ({
      ...right,
      name: one.name,
      text: one.text,
      pointer: one.pointer,
      statuses: one.pointer === null ? [400] : [422],
    })),
    ...(sample.taken ?? []).map(([field, value]) => {
      const { name, text: taken, pointer } = bad('taken', body ?? {}, [field], value);
      return { ...right, name, text: taken, pointer, statuses: [409] };
    }),
    { ...right, name: 'body that breaks off', text: '{"name": "', statuses: [400] },
    { ...right, name: 'body of 2 MB', text: TOO_LARGE, statuses: [413] },
    ...['text/plain', 'text/html', 'application/xml', 'application/octet-stream'].map((type) => ({
      ...right, name: type, headers: { ...json, 'content-type': type }, statuses: [415],
    })),
    ...forms(body ?? {}).map(({ type, form }) => ({
      ...right, name: type, text: form, headers: { ...json, 'content-type': type }, statuses: [415],
    })),
    ...badIds(route).map(({ id, status, pointer }) => ({
      ...right, name: `id ${id}`, path: route.path.replace(':id', id), pointer, statuses: [status],
    })),
    ...badVersions(route, known).map(({ version, status }) => ({
      ...right,
      name: `If-Match ${version}`,
      headers: { 'content-type': 'application/json', ...(version !== null && { 'if-match': version }) },
      statuses: [status],
    })),
  ];
}

/** What a form on another page could send. */
function forms(body: Json): { type: string; form: string }[] {
  const fields = Object.entries(body).map(([key, value]) => [key, String(value)] as const);
  const head = '--x\r\ncontent-disposition: form-data';
  const parts = fields.map(([key, value]) => `${head}; name="${key}"\r\n\r\n${value}\r\n`);
  const pairs = new URLSearchParams(Object.fromEntries(fields));
  return [
    { type: 'application/x-www-form-urlencoded', form: pairs.toString() || 'a=b' },
    { type: 'multipart/form-data; boundary=x', form: `${parts.join('')}--x--\r\n` },
  ];
}

function badIds(route: Route): { id: string; status: number; pointer: string | null }[] {
  if (!route.path.includes(':id')) return [];
  const malformed = [ECHO, `${UNKNOWN_ID}0`, '1', '%00', 'a%00b', "'%20OR%201=1", 'é', '{}'];
  return [
    ...malformed.map((id) => ({ id, status: 400, pointer: '?id' })),
    ...['%ff', 'x'.repeat(300)].map((id) => ({ id, status: 400, pointer: null })),
    { id: UNKNOWN_ID, status: 404, pointer: null },
    { id: UNKNOWN_ID.toUpperCase(), status: 404, pointer: null },
  ];
}

function badVersions({ method }: Route, { ifMatch }: WriteRoute): { version: string | null; status: number }[] {
  const isRead = ifMatch === 'optional' || (method !== 'POST' && ifMatch !== 'none');
  if (!isRead) return [];
  const unreadable = ['1', '"1', '""', 'W/"1"', '*', '"-1"', '"1.5"', '"1e3"', `"${ECHO}"`, '"12345678901234567890"'];
  return [
    ...(ifMatch === 'optional' ? [] : [{ version: null, status: 428 }]),
    ...unreadable.map((version) => ({ version, status: 400 })),
    { version: STALE, status: 412 },
  ];
}

/** Ids of nothing, and what only the rules of the feature refuse. */
function badByRule({ freeIds = {} }: WriteRoute, { body = {}, refused = [] }: Sample): BadBody[] {
  const unknown = idPaths(body, [])
    .filter((path) => freeIds[`/${path.join('/')}`] === undefined)
    .map((path) => bad('unknown id in', body, path, UNKNOWN_ID));
  const byRule = refused.map(([field, value, pointer = `/${field}`]) => ({
    ...bad(`${JSON.stringify(value)} in`, body, [field], value),
    pointer,
  }));
  return [...unknown, ...byRule];
}

function idPaths(value: unknown, path: string[]): string[][] {
  if (typeof value === 'string') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => idPaths(item, [...path, key]));
}
