import { getMetadataStorage } from 'class-validator';
import { randomUUID } from 'node:crypto';
import { type Dto, type Route, routesOf } from '../support/routes.js';
import type { Answer, Api } from '../support/api.js';
import { madeMaterial } from '../support/help-write-routes.js';
import { madeActivity, madeNetwork } from '../support/partner-write-routes.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { type Json, made, type World } from '../support/write-route.js';
import { registerFile } from '../support/write-routes.js';

const ECHO = 'ekko4711';
const UNKNOWN_ID = randomUUID();
const COMPANY_ID = randomUUID();
const LONG = ECHO.repeat(625);
/** Routes that answer anyone, anything: what is added to their address is not looked at. */
const WITHOUT_QUERY = [
  'GET /audit/head', 'GET /cadences', 'GET /calendar-feed', 'GET /health/live',
  'GET /health/ready', 'GET /metrics', 'GET /notifications/stream', 'GET /oidc/callback', 'GET /oidc/sign-in',
  'GET /preferences', 'GET /reminder-rules', 'GET /reminders/summary', 'GET /session', 'GET /session/second-factor',
  'GET /sessions', 'GET /settings',
];
/** Parameters without which the route answers nothing. */
const NEEDED: Readonly<Record<string, string>> = {
  'GET /contact-check': `companyId=${COMPANY_ID}&channel=phone&purpose=cooperation`,
  'GET /coverage': 'rows=size&columns=sector',
  'GET /search': 'q=firma',
  'GET /tasks/recurrence-preview': 'dueOn=2026-12-01&every=1&unit=week',
};
/** What `:id` names, by the first part of the address. */
const MADE: Readonly<Record<string, (w: World) => Promise<string>>> = {
  activities: madeActivity,
  audit: async (w) => {
    const { id: companyId } = await w.t.make.company();
    return await made(w, '/contacts', { name: 'Prøve', source: 'company', companies: [{ companyId, role: 'hr' }] });
  },
  companies: async ({ t }) => (await t.make.company()).id,
  contacts: async ({ t }) => (await t.make.contact((await t.make.company()).id)).id,
  imports: async (w) => made(w, '/imports', registerFile()),
  materials: madeMaterial,
  networks: madeNetwork,
};

/** Wrong in a parameter with this decorator. */
const BAD_OF_CONSTRAINT: Readonly<Record<string, (limit: number) => string[]>> = {
  isInt: () => ['1.5', 'abc', '', '1e21', '0x10', 'NaN', 'Infinity', '9999999999999999999'],
  min: (limit) => [String(limit - 1), '-1'],
  max: (limit) => [String(limit + 1)],
  isBoolean: () => ['yes', '1', '', 'TRUE'],
  isString: () => [],
  noCprNumber: () => ['070761-4285', '0707614285'],
  minLength: (limit) => ['e'.repeat(limit - 1)],
  maxLength: (limit) => ['e'.repeat(limit + 1)],
  isIn: () => [ECHO, ''],
  isUuid: () => [ECHO, `${randomUUID()}0`, '1', ''],
  matches: () => [ECHO, ''],
  isInstant: () => ['2026-02-30T10:00:00Z', '2026-02-03', '2026-02-03T10:00:00', ECHO, ''],
  isLocalDate: () => ['2026-02-30', '30-02-2026', '2026-2-3', '2026', '0000-00-00', ECHO, ''],
};

/** Wrong in every parameter. */
const BAD_EVERYWHERE = ['%00', `${ECHO}%00`, LONG];

function bad64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Cursors that no list gave out, or not this one. */
const BAD_CURSORS = [
  ECHO, '%F0%9F', bad64(null), bad64([]), bad64(['a']), bad64(['a', 'b']), bad64([1, randomUUID()]),
  bad64({ 0: 'a', 1: randomUUID() }), bad64(['\0', randomUUID()]), bad64(['a', "' OR 1=1"]),
];

describe('bad query', () => {
  let t: TestApp;
  let api: Api;
  let routes: Route[];
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('administrator');
    const version = Number((await api.get('/settings')).body['version']);
    await api.patch('/settings', version, { municipalityCodes: ['0615'] });
    await t.make.company({ id: COMPANY_ID });
    routes = routesOf(t.app).filter(({ method }) => method === 'GET');
  });
  afterAll(async () => {
    await t.close();
  });

  it('is refused by every route that reads a query, in the field at fault', async () => {
    const reading = routes.filter(({ query }) => query !== null);
    expect(reading.length).toBeGreaterThan(10);
    let sent = 0;
    const failures: string[] = [];
    for (const route of reading) {
      const base = await addressOf(route);
      const right = await api.send<Json>('GET', base);
      if (right.status !== 200) failures.push(`${base}: ${right.status}`);
      const queries = badQueries(route.query as Dto);
      const start = `${base}${base.includes('?') ? '&' : '?'}`;
      const answers = await Promise.all(queries.map(({ query }) => ask(`${start}${query}`)));
      failures.push(...answers.flatMap((answer, index) => complaints(answer, queries[index] as BadQuery, base)));
      sent += queries.length;
      process.stdout.write(`${route.name}: ${queries.length} bad queries\n`);
    }
    expect(failures).toEqual([]);
    process.stdout.write(`${sent} bad queries in all\n`);
    expect(sent).toBeGreaterThan(reading.length * 20);
  }, 120_000);

  it('has its right counterpart: every list answers with the exact count', async () => {
    const lists = routes.filter(({ query }) => query !== null && fieldsOf(query).includes('cursor'));
    expect(lists.length).toBeGreaterThan(8);
    for (const route of lists) {
      const { status, body } = await ask(`${await addressOf(route)}?count=true&limit=200`);
      expect([route.name, status]).toEqual([route.name, 200]);
      expect(body['count']).toBe((body['items'] as unknown[]).length);
    }
  });

  it('is never a fault of ours when a cursor comes from another list', async () => {
    const lists = routes.filter(({ query }) => query !== null && fieldsOf(query).includes('cursor'));
    expect(lists.length).toBeGreaterThan(8);
    for (const route of lists) {
      for (const value of ['a', '2026-11-20', '-1', '99999999999999999999', 'infinity', '']) {
        const { status, body } = await ask(`${await addressOf(route)}?cursor=${bad64([value, randomUUID()])}`);
        expect([200, 400]).toContain(status);
        if (status === 400) expect(body['errors']).toMatchObject([{ pointer: '?cursor' }]);
      }
    }
  });

  it('is refused as an id of a single record, and unknown ids are 404', async () => {
    const failures: string[] = [];
    for (const { path } of routes) {
      for (const [parameter, name = ''] of path.matchAll(/:(\w*id)\b/gi)) {
        for (const id of [ECHO, '1', '%00', '%ff', `${randomUUID()}x`, UNKNOWN_ID]) {
          const status = id === UNKNOWN_ID || (name === 'token' && !id.startsWith('%')) ? 404 : 400;
          const answer = await ask(path.replace(parameter, id).replaceAll(/:\w+/g, UNKNOWN_ID));
          const pointer = status === 400 && id !== '%ff' ? `?${name}` : null;
          failures.push(...complaints(answer, { query: id, pointer }, path, status));
        }
      }
    }
    expect(failures).toEqual([]);
  });

  it('names every other route, which reads none', () => {
    const others = routes.filter(({ query, path }) => query === null && !path.includes(':'));
    expect(others.map(({ name }) => name).sort()).toEqual(WITHOUT_QUERY);
  });

  async function ask(path: string): Promise<Answer<Json>> {
    return await api.send<Json>('GET', path, undefined, { 'accept-language': 'en' });
  }

  async function addressOf(route: Route): Promise<string> {
    const [, first = ''] = route.path.split('/');
    const id = route.path.includes(':id') ? ((await MADE[first]?.({ t, api })) ?? '') : '';
    const needed = NEEDED[route.name];
    return `${route.path.replace(':id', id)}${needed ? `?${needed}` : ''}`;
  }
});

interface BadQuery {
  query: string;
  pointer: string | null;
}

function rulesOf(dto: Dto) {
  return getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
}

function fieldsOf(dto: Dto): string[] {
  return [...new Set(rulesOf(dto).map(({ propertyName }) => propertyName))];
}

function badQueries(dto: Dto): BadQuery[] {
  const names = fieldsOf(dto);
  const unknown = ['noSuchField', 'toString', '__proto__', 'constructor', 'items[]', 'x'.repeat(5_000)];
  return [
    ...unknown.map((name) => ({ query: `${name}=1`, pointer: name.length > 100 ? null : `?${name}` })),
    ...names.flatMap((name) => BAD_EVERYWHERE.map((value) => ({ query: `${name}=${value}`, pointer: `?${name}` }))),
    ...rulesOf(dto).flatMap(({ type, propertyName, name, constraints }) => {
      if (!name || type === 'conditionalValidation') return [];
      const values = BAD_OF_CONSTRAINT[name];
      if (!values) throw new Error(`No bad value for the constraint ${name}; add one to bad-query.spec.ts`);
      const pointer = `?${propertyName}`;
      return values(Number(constraints?.[0])).map((value) => ({ query: `${propertyName}=${value}`, pointer }));
    }),
    ...names.map((name) => ({ query: `${name}=${ECHO}!&${name}=${ECHO}!`, pointer: `?${name}` })),
    ...(names.includes('limit') ? [{ query: 'limit=1&limit=2', pointer: '?limit' }] : []),
    ...(names.includes('count') ? [{ query: 'count=true&count=false', pointer: '?count' }] : []),
    ...(names.includes('cursor') ? BAD_CURSORS.map((value) => ({ query: `cursor=${value}`, pointer: '?cursor' })) : []),
  ];
}

/** `?q.1` is the second of several `q`. */
function isOrLiesIn(pointer: string, name: string | null): boolean {
  return pointer === name || pointer.startsWith(`${name}.`);
}

function complaints({ status, headers, body }: Answer<Json>, bad: BadQuery, path: string, expected = 400): string[] {
  const { title, detail, code, errors } = body as { title?: string; detail?: string; code?: string; errors?: Json[] };
  const named = (errors ?? []).map(({ pointer }) => String(pointer));
  const words = JSON.stringify({ ...body, instance: '' });
  const found = [
    status !== expected && `is answered ${status}`,
    !headers.get('content-type')?.startsWith('application/problem+json') && 'is no problem document',
    !(title && detail && code && Array.isArray(errors)) && 'says too little',
    bad.pointer !== null && !named.some((one) => isOrLiesIn(one, bad.pointer)) && `does not name ${bad.pointer}`,
    /node_modules|\n\s+at |Error:/.test(words) && 'shows how we are made',
    (words.includes(ECHO) || words.includes('070761')) && 'repeats what was sent',
  ];
  const sent = `${path} ${bad.query.slice(0, 60)}`;
  return found.filter((one) => one !== false).map((what) => `${sent} ${what}: ${words.slice(0, 200)}`);
}
