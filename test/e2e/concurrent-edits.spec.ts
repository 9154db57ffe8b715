import type { Api } from '../support/api.js';
import { pathOf } from '../support/bad-requests.js';
import { type Route, routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';
import type { Json, Sample } from '../support/write-route.js';
import { WRITE_ROUTES } from '../support/write-routes.js';

const PAIRS = process.env['LONG'] === '1' ? 100 : 10;
const SAMPLES = { ...WRITE_ROUTES.daily, ...WRITE_ROUTES.partner };
/** A free text of each record that can be changed; a PATCH that is not named fails the test. */
const TEXT_OF: Readonly<Record<string, string>> = {
  'PATCH /activities/:id': 'title',
  'PATCH /activities/:id/participations/:companyId': 'note',
  'PATCH /agreements/:id': 'title',
  'PATCH /cadences/:id': 'idealDays',
  'PATCH /companies/:id': 'name',
  'PATCH /contacts/:id': 'name',
  'PATCH /introductions/:id': 'note',
  'PATCH /label-rounds/:id': 'validMonths',
  'PATCH /labels/:id': 'answers',
  'PATCH /materials/:id': 'title',
  'PATCH /needs/:id': 'text',
  'PATCH /networks/:id': 'purpose',
  'PATCH /networks/:id/memberships/:membershipId': 'joinedOn',
  'PATCH /playbooks/:id': 'name',
  'PATCH /pledges/:id': 'targetGroup',
  'PATCH /preferences': 'digestHour',
  'PATCH /privacy-requests/:id': 'note',
  'PATCH /reminder-rules/:id': 'offsetDays',
  'PATCH /retention-rules/:id': 'months',
  'PATCH /settings': 'deskName',
  'PATCH /targets/:id': 'note',
  'PATCH /tasks/:id': 'title',
  'PATCH /teams/:id': 'name',
  'PATCH /terms/:id': 'nameDa',
  'PATCH /users/:id': 'name',
  'PATCH /visit-questions/:id': 'textDa',
  'PATCH /visits/:id': 'summary',
  'PATCH /workplaces/:id': 'name',
};
/** Two values by turns, where the field holds no text. */
const VALUES_OF: Readonly<Record<string, readonly [unknown, unknown]>> = {
  answers: [[{ key: 'placement', done: 'En' }], [{ key: 'placement', done: 'To' }]],
  digestHour: [8, 9],
  idealDays: [20, 21],
  joinedOn: ['2026-01-01', '2026-01-02'],
  months: [18, 19],
  offsetDays: [2, 3],
  validMonths: [12, 13],
};

describe('edits at the same time', () => {
  let t: TestApp;
  let api: Api;
  let routes: Route[];
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('administrator');
    routes = routesOf(t.app);
  });
  afterAll(async () => {
    await t.close();
  });

  it('of a record are answered one 200 and one 412 with the current ETag, and none is lost', async () => {
    const patches = routes.filter(({ method }) => method === 'PATCH');
    expect(patches.map(({ name }) => name).sort()).toEqual(Object.keys(TEXT_OF));
    const wrong: string[] = [];
    let [refused, lost] = [0, 0];
    for (const route of patches) {
      const { path, sample } = await recordOf(route);
      let { version = 1 } = sample;
      for (let pair = 0; pair < PAIRS; pair += 1, version += 1) {
        const bodies = bodiesOf(route, pair);
        const answers = await Promise.all(bodies.map((body) => api.patch(path, version, body)));
        const won = answers.findIndex(({ status }) => status === 200);
        const late = answers.filter(({ status }) => status === 412);
        refused += late.length;
        const stored = await read(route, path, sample, version + 1);
        const isKept = won !== -1 && JSON.stringify(stored) === JSON.stringify(answers[won]?.body[fieldOf(route)]);
        if (!isKept) lost += 1;
        if (isKept && late.length === 1 && late[0]?.headers.get('etag') === `"${version + 1}"`) continue;
        wrong.push(`${route.name} ${pair}: ${JSON.stringify(answers.map(({ status, body }) => [status, body['code']]))}`);
        break;
      }
    }
    console.log(`edits: ${patches.length} entities x ${PAIRS} pairs, 412 answered ${refused}, lost ${lost}`);
    expect(wrong).toEqual([]);
    expect([refused, lost]).toEqual([patches.length * PAIRS, 0]);
  }, 300_000);

  it('and removals at the same time never both succeed, and what stays is whole', async () => {
    const removals = routes.filter(({ method, path }) => method === 'DELETE' && path.includes(':id'));
    const both = removals.filter(({ path }) => TEXT_OF[`PATCH ${path}`] !== undefined);
    let [removed, kept] = [0, 0];
    for (const { path: pattern } of both) {
      const route = routes.find(({ name }) => name === `PATCH ${pattern}`) as Route;
      for (let pair = 0; pair < PAIRS; pair += 1) {
        const { path, sample } = await recordOf({ ...route, name: `DELETE ${pattern}` });
        const before = await api.get(path);
        const { version = 1 } = sample;
        const change = () => api.patch(path, version, bodiesOf(route, pair)[0]);
        const remove = () => api.delete(path, version);
        // Who is sent first wins most races, so they take turns.
        const [first, second] = await Promise.all(pair % 2 ? [change(), remove()] : [remove(), change()]);
        const [patched, deleted] = pair % 2 ? [first, second] : [second, first];
        const after = await api.get(path);
        const outcome = [patched.status, deleted.status, after.status];
        expect([[200, 412, 200], [404, 204, 404]]).toContainEqual(outcome);
        if (after.status === 404) removed += 1;
        else kept += 1;
        if (after.status === 200) expect(after.body['companies']).toEqual(before.body['companies']);
      }
    }
    console.log(`edits against removals: ${both.length} entities, ${removed} removed, ${kept} changed, both 0`);
    expect(both.length).toBeGreaterThan(1);
  }, 60_000);

  async function recordOf(route: Route): Promise<{ path: string; sample: Sample }> {
    const sample = await SAMPLES[route.name]?.sample({ t, api });
    if (!sample) throw new Error(`No sample for ${route.name}`);
    return { path: pathOf(route, sample), sample };
  }

  /** The field as it is stored, asked for by GET, else looked up in the list. */
  async function read(route: Route, path: string, { id, otherId }: Sample, version: number): Promise<unknown> {
    if (routes.some(({ name }) => name === route.name.replace('PATCH', 'GET'))) {
      const { body } = await api.get(path);
      return body['version'] === version ? body[fieldOf(route)] : `version ${String(body['version'])}`;
    }
    const list = path.split('/').slice(0, -1).join('/');
    const { body } = await api.get<{ items: Json[] }>(`${list}?limit=200${route.path.startsWith('/terms') ? '&kind=test_kind' : ''}`);
    const found = body.items.find((item) => item['id'] === (otherId ?? id));
    return found?.['version'] === version ? found[fieldOf(route)] : `version ${String(found?.['version'])}`;
  }
});

function fieldOf({ name }: Route): string {
  return TEXT_OF[name] ?? '';
}

/** Neither value is the one of the pair before. */
function bodiesOf(route: Route, pair: number): [Json, Json] {
  const field = fieldOf(route);
  const [one, other] = VALUES_OF[field] ?? [`Prøve ${pair} a`, `Prøve ${pair} b`];
  return [{ [field]: one }, { [field]: other }];
}
