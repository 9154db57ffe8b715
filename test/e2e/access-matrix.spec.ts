import { getMetadataStorage } from 'class-validator';
import type { Role } from '../../src/kernel/permissions.js';
import type { Api } from '../support/api.js';
import { type Caller, CALLERS, ROWS, type Special, verdict } from '../support/access-routes.js';
import { calendarToken } from '../support/calendar-write-routes.js';
import { pathOf, versionOf } from '../support/bad-requests.js';
import type { Factories } from '../support/factories.js';
import { type Route, routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { made, type Sample, type World, type WriteRoute, type WriteRoutes } from '../support/write-route.js';
import { registerFile, WRITE_ROUTES } from '../support/write-routes.js';

const SAMPLES: WriteRoutes = { ...WRITE_ROUTES.daily, ...WRITE_ROUTES.partner };
const upload = () => ({ body: registerFile() as unknown as Sample['body'] }) as Sample;
/** Records to read that no PATCH changes, by the address before `:id`. */
const READ_ONLY: Readonly<Record<string, WriteRoute['sample']>> = {
  '/imports': async (w) => ({ id: await made(w, '/imports', registerFile()) }),
  // Somebody looked at the contact.
  '/audit/people': async (w) => {
    const { id } = await w.t.make.contact((await w.t.make.company()).id);
    await w.api.get(`/contacts/${id}`);
    return { id };
  },
  // The token stands where other addresses have an id.
  '/calendar': async ({ api }) => ({ otherId: await calendarToken(api) }),
  '/unsubscribe': (w) => SAMPLES['POST /unsubscribe/:token']?.sample(w) ?? {},
  '/targets/benchmarks': (w) => SAMPLES['POST /targets/benchmarks/:id/csv']?.sample(w) ?? {},
};

/** A record to ask for, and the company it hangs on. */
interface Subject {
  sample: Sample;
  companyId: string;
}

describe('access', () => {
  let t: TestApp;
  let admin: Api;
  let stranger: { id: string };
  let routes: Route[];
  const callers = new Map<Role, Api>();
  beforeAll(async () => {
    t = await testApp({ sampleData: true });
    admin = await t.as('administrator');
    stranger = await t.make.user('consultant', { teamId: (await t.make.team()).id });
    routes = routesOf(t.app);
  });
  afterAll(async () => {
    await t.close();
  });

  it('has a row in test/support/access-routes.ts for every route, with the permission that the program asks for', () => {
    const missing = routes.filter(({ name }) => !ROWS[name]).map(({ name, mark }) => `'${name}': '${mark}',`);
    expect(missing).toEqual([]);
    const gone = Object.keys(ROWS).filter((name) => !routes.some((route) => route.name === name));
    expect(gone).toEqual([]);
    const asked = routes.map(({ name, mark }) => [name, mark]);
    expect(asked).toEqual(routes.map(({ name }) => [name, ROWS[name]?.needs]));
  });

  it('is what the policy says, for every route, caller and record', async () => {
    const wrong: string[] = [];
    const answers = { unexpected: 0, refused: 0, sent: 0, open: new Set<string>() };
    const asked = routes.filter(({ endless }) => !endless);
    for (const route of asked) {
      const kept = await subjectOf(route, isOfAccount(route) ? await t.as('administrator') : admin);
      for (const caller of CALLERS) {
        for (const object of ['own', 'foreign'] as const) {
          const { status, expected, leaks } = await ask(route, caller, object, kept);
          answers.sent += 1;
          if (caller === 'anonymous' && status !== 401) answers.open.add(route.name);
          if (status < 300 && (expected !== 2 || leaks)) answers.unexpected += 1;
          if (status >= 300 && expected === 2) answers.refused += 1;
          const isRight = expected === 2 ? status < 300 && !leaks : status === expected;
          if (!isRight) wrong.push(`${route.name} ${caller} ${object}: ${status}${leaks ? ' leaks' : ''}, not ${expected}`);
        }
      }
    }
    console.log(
      `access: ${asked.length} routes x ${CALLERS.length} callers x 2 objects = ${answers.sent} requests, ` +
        `unexpected 2xx ${answers.unexpected}, allowed but refused ${answers.refused}`,
    );
    expect(wrong).toEqual([]);
    expect([...answers.open]).toEqual(routes.filter(({ name }) => ROWS[name]?.needs === 'public').map(({ name }) => name));
  }, 300_000);

  it('is open to all beside the routes only for the contract and the start page', async () => {
    for (const path of OPEN_BESIDE) expect([path, (await fetch(`${t.url}${path}`)).status]).toEqual([path, 200]);
    const listed = t.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const reads = listed.match(/\bGET\b/g)?.length ?? 0;
    expect(reads - routes.filter(({ method }) => method === 'GET').length).toBe(OPEN_BESIDE.length);
  });

  async function ask(route: Route, caller: Caller, object: 'own' | 'foreign', kept: Subject) {
    const row = ROWS[route.name] ?? { needs: 'a row in the table' };
    const isScoped = row.owner !== undefined || caller === 'member';
    const outOfReach = object === 'foreign' && isScoped && route.path.includes(':');
    const expected = verdict(row, caller, outOfReach);
    const isUsedUp = route.method !== 'GET' && expected === 2;
    const account = isOfAccount(route) && caller !== 'anonymous' ? await signedIn(caller, row) : undefined;
    const subject = account || isUsedUp ? await subjectOf(route, account ?? admin) : kept;
    const api = await callerFor(caller, object, subject, row, account);
    const { sample } = subject;
    const asked = queryOf(route, row.query, subject.companyId);
    const path = `${pathOf(route, sample)}${asked ? `?${asked}` : ''}`;
    const headers: Record<string, string> = { 'if-match': versionOf(sample) };
    const { status, body } = await api.send<{ items?: unknown[] }>(route.method, path, sample.body, headers);
    const isList = asked.includes('companyId=') && Array.isArray(body.items);
    const leaks = isList && caller === 'member' && object === 'foreign' && body.items?.length !== 0;
    return { status, expected, leaks };
  }

  /** Own: of the member's company, looked after by the colleague, or with the caller as owner. Foreign: none of it. */
  async function callerFor(caller: Caller, object: 'own' | 'foreign', { sample, companyId }: Subject, row: Special, known?: Api) {
    if (caller === 'anonymous') return t.anonymous;
    const isOwn = object === 'own';
    const api = known ?? (await (isOwn && caller === 'member' ? t.as('member', { companyId }) : signedIn(caller, row)));
    const whose = isOwn ? api.userId : stranger.id;
    await t.db.query('UPDATE company SET consultant_id = $2 WHERE id = $1', [companyId, whose]);
    const [table, column] = row.owner?.split('.') ?? [];
    if (table && column) await t.db.query(`UPDATE ${table} SET ${column} = $2 WHERE id = $1`, [sample.id, whose]);
    return api;
  }

  /** A colleague of a team of the caller's own, or a member of some company; a new one where the route may end the caller's session. */
  async function signedIn(role: Role, { needs }: Special): Promise<Api> {
    const isKept = needs !== 'session:own' && needs !== 'public';
    const known = callers.get(role);
    if (known && isKept) return known;
    const [team, company] = [await t.make.team(), await t.make.company()];
    const api = await t.as(role, role === 'member' ? { companyId: company.id } : { teamId: team.id });
    if (isKept) callers.set(role, api);
    return api;
  }

  async function subjectOf(route: Route, api: Api): Promise<Subject> {
    let first: Promise<{ id: string; name: string; cvrNumber: string }> | undefined;
    const company: Factories['company'] = (columns) => {
      const one = t.make.company(columns);
      first ??= one;
      return one;
    };
    const make = Object.assign(Object.create(t.make) as Factories, { company });
    const sample = await sampleFor(route)({ t: { ...t, make }, api });
    const record = route.path.includes(':') && route.method === 'GET' ? await admin.get(recordPath(route, sample)) : null;
    const named = record?.body['companyId'];
    return { sample, companyId: typeof named === 'string' ? named : (await (first ?? company())).id };
  }
});

/** What answers beside the controllers: the contract and the start page. */
const OPEN_BESIDE = ['/', '/start.css', '/api/openapi.json'];

function sampleFor({ name, method, path }: Route): WriteRoute['sample'] {
  if (name === 'POST /imports') return upload;
  if (method !== 'GET') return SAMPLES[name]?.sample ?? missing(name);
  if (!path.includes(':')) return () => ({});
  const [base = ''] = path.split('/:');
  const known = READ_ONLY[base] ?? (SAMPLES[`PATCH ${path}`] ?? SAMPLES[`PATCH ${base}/:id`])?.sample ?? missing(name);
  return async (w: World) => {
    const { id, otherId } = await known(w);
    return { id, otherId };
  };
}

/** Changes something about the caller's own account, which the caller must have prepared: such a record is made each time. */
function isOfAccount({ name, method }: Route): boolean {
  return method !== 'GET' && ROWS[name]?.needs === 'session:own';
}

function missing(name: string): never {
  throw new Error(`No record for ${name}: add a PATCH sample to *-write-routes.ts, or a row to READ_ONLY`);
}

/** The address of the record itself, from which its company can be read. */
function recordPath(route: Route, sample: Sample): string {
  return pathOf(route, sample).split('/').slice(0, 3).join('/');
}

function queryOf({ query }: Route, needed: string | undefined, companyId: string): string {
  const rules = query ? getMetadataStorage().getTargetValidationMetadatas(query, '', false, false) : [];
  const asked = rules.some(({ propertyName }) => propertyName === 'companyId') ? [`companyId=${companyId}`] : [];
  return [...(needed ? [needed] : []), ...asked].join('&');
}
