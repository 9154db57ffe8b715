import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { Api } from '../support/api.js';
import { FuzzPool, inOrder } from '../support/fuzz-pool.js';
import { arbitraryOf, hostile, type Known, type Schema } from '../support/schema-arbitraries.js';
import { type TestApp, testApp } from '../support/test-app.js';

const REQUESTS = process.env['LONG'] === '1' ? 10_000 : 1_000;
const PER_ROUND = 100;
const AT_ONCE = 8;
const seed = Date.now() | 0;
const LEAST_VALID = 0.3;

/** Not sent, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'POST /api/imports': 'reads a form with a file; bad-upload.spec.ts',
  'GET /api/health/ready': 'says 503 on purpose: no worker delivers here',
  'GET /api/notifications/stream': 'never ends; notifications.spec.ts follows it',
  'DELETE /api/session': 'would end the session that asks',
  'DELETE /api/sessions/{id}': 'would end the session that asks, the only one there is',
};

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema } | undefined> };
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Route {
  name: string;
  method: string;
  path: string;
  operation: Operation;
  body: Schema | undefined;
}
interface Call {
  route: Route;
  ids: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  /** What is put in place of one field: rarely, or nothing would be valid. */
  spoil: { at: number; value: unknown } | null;
  version: number | null;
}

describe('the contract', () => {
  let t: TestApp;
  let api: Api;
  let contract: Contract;
  let routes: Route[];
  beforeAll(async () => {
    t = await testApp({ sampleData: true });
    api = await t.as('administrator');
    contract = await builtContract();
    routes = Object.entries(contract.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([verb, operation]) => {
        const method = verb.toUpperCase();
        const body = operation.requestBody?.content['application/json']?.schema;
        return { name: `${method} ${path}`, method, path, operation, body };
      }),
    );
  });
  afterAll(async () => {
    await t.close();
  });

  /** Catches: a field that is used before it is checked, a rule only the database knows, a list without a limit. */
  it(`withstands ${REQUESTS} generated bodies and queries`, async () => {
    const sent = routes.filter(({ name }) => !(name in LEFT_OUT));
    expect(Object.keys(LEFT_OUT).filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
    const pool = new FuzzPool(t.db, [api.userId]);
    const classes = new Map<string, number>();
    const served = new Set<string>();
    const faults: string[] = [];
    let bodies = 0;
    let validBodies = 0;
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    for (let round = 0; round < REQUESTS / PER_ROUND; round += 1) {
      if (round % 5 === 0) await pool.refresh(await populated());
      else await pool.refresh(company);
      const anyCall = fc.oneof(...sent.map((route) => weighted(route, pool)));
      const calls = fc.sample(anyCall, { seed: seed + round, numRuns: PER_ROUND });
      for (let first = 0; first < calls.length; first += AT_ONCE) {
        await Promise.all(calls.slice(first, first + AT_ONCE).map(async (call) => {
          const { status, text } = await send(call, pool);
          const kind = `${Math.floor(status / 100)}xx`;
          classes.set(kind, (classes.get(kind) ?? 0) + 1);
          if (status < 300) served.add(call.route.name);
          if (call.route.body) {
            bodies += 1;
            validBodies += Number(status < 300);
          }
          if (status >= 500) faults.push(`${status} ${text} ${described(call)} ${loggedFault()}`);
        }));
      }
    }
    delay.disable();
    const counts = [...classes].sort().map(([kind, count]) => `${kind} ${count}`).join(', ');
    const longest = (delay.max / 1e6).toFixed(0);
    console.log(
      `contract fuzz: seed ${seed}, ${REQUESTS} requests to ${sent.length} routes, ${counts}; ` +
        `${validBodies} of ${bodies} bodies valid (${((100 * validBodies) / bodies).toFixed(1)} %), ` +
        `longest event-loop delay ${longest} ms; never answered 2xx: ` +
        sent.filter(({ name }) => !served.has(name)).map(({ name }) => name).join(', '),
    );
    expect(faults).toEqual([]);
    expect(validBodies / bodies).toBeGreaterThanOrEqual(LEAST_VALID);
  }, REQUESTS * 200);

  /** What the program itself noted of its last failure. */
  function loggedFault(): string {
    return t.logged.findLast((line) => line.includes('"msg":"failure"'))?.slice(0, 1_500) ?? '';
  }

  let company = '';
  /** Another company, with people and workplaces to name. */
  async function populated(): Promise<string> {
    company = (await t.make.company()).id;
    for (let n = 0; n < 3; n += 1) {
      await t.make.contact(company);
      await t.make.workplace(company);
      await t.make.user('consultant');
    }
    return company;
  }

  function weighted(route: Route, pool: FuzzPool): { weight: number; arbitrary: fc.Arbitrary<Call> } {
    return { weight: route.body ? 3 : 1, arbitrary: callOf(route, pool) };
  }

  function callOf(route: Route, pool: FuzzPool): fc.Arbitrary<Call> {
    const known: Known = pool.knownFor(route.path);
    const { schemas } = contract.components;
    const parameters = route.operation.parameters ?? [];
    const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => {
      return [name, pool.idOf(name, segmentBefore(route.path, name))] as const;
    });
    const inQuery = parameters.filter((one) => one.in === 'query' && one.name !== 'cursor').map((one) => {
      const value = arbitraryOf(one.schema, schemas, known, one.name);
      const absent = { weight: one.required ? 0 : 5, arbitrary: fc.constant(undefined) };
      return [one.name, fc.oneof(absent, { weight: 1, arbitrary: value })] as const;
    });
    return fc.record({
      route: fc.constant(route),
      ids: fc.record(Object.fromEntries(inPath)),
      query: fc.record(Object.fromEntries(inQuery)),
      body: route.body ? arbitraryOf(route.body, schemas, known).map(inOrder) : fc.constant(undefined),
      spoil: fc.option(fc.record({ at: fc.nat(30), value: hostile }), { freq: 4 }).map(notOften),
      version: fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 99 })),
    });
  }

  async function send({ route, ids, query, body, spoil, version }: Call, pool: FuzzPool) {
    const sentBody = spoil && body !== null && typeof body === 'object' ? spoilt(body, spoil) : body;
    const address = route.path.replace(/\{(\w+)\}/g, (_match, name: string) => ids[name] ?? '').replace(/^\/api/, '');
    const named = spoil && body === undefined ? spoilt(query, spoil) : query;
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(named)) if (value !== undefined) search.append(name, textOf(value));
    const [segment, id] = versioned(route.path, ids);
    const ifMatch = version ?? (await pool.versionOf(segment, id));
    const isAsked = route.method !== 'GET' && ifMatch !== null;
    const headers: Record<string, string> = isAsked ? { 'if-match': `"${ifMatch}"` } : {};
    const asked = `${address}?${search.toString().slice(0, 8_000)}`;
    const answer = await api.send<unknown>(route.method, asked, sentBody, headers);
    return { status: answer.status, text: JSON.stringify(answer.body).slice(0, 200) };
  }
});

/** As the built program writes it: tests run without the compiler plugin that reads the validators. */
async function builtContract(): Promise<Contract> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  const file = join(folder, 'openapi.json');
  await promisify(execFile)(process.execPath, ['dist/openapi.js', file]);
  const contract = JSON.parse(await readFile(file, 'utf8')) as Contract;
  await rm(folder, { recursive: true });
  return contract;
}

function described({ route, ids, query, body, spoil }: Call): string {
  return `${route.name} ${JSON.stringify({ ids, query, body, spoil }).slice(0, 1_000)}`;
}

/** Every fourth spoilt call is left as it is, so that most calls are whole. */
function notOften(spoil: Call['spoil']): Call['spoil'] {
  return spoil && spoil.at % 4 === 0 ? spoil : null;
}

function spoilt(fields: object, { at, value }: { at: number; value: unknown }): Record<string, unknown> {
  const names = [...Object.keys(fields), 'unknown'];
  return { ...fields, [names[at % names.length] ?? 'unknown']: value };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `networks` for the `id` of /api/networks/{id}/memberships. */
function segmentBefore(path: string, parameter: string): string {
  const parts = path.split('/');
  return parts[parts.indexOf(`{${parameter}}`) - 1] ?? '';
}

/** Whose version If-Match is about: the record that the last parameter names. */
function versioned(path: string, ids: Record<string, string>): [segment: string, id: string] {
  const [last = ''] = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).slice(-1);
  return last ? [segmentBefore(path, last), ids[last] ?? ''] : [path.split('/')[2] ?? '', ''];
}
