import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Target {
  id: string;
  version: number;
  reached: number;
  unassigned: number;
  parts: { workplaceId: string; quantity: number; reached: number }[];
  progress: object[];
}
interface Problem {
  code: string;
  errors: { pointer: string }[];
}
interface Page {
  items: { id: string; companyId: string }[];
}

describe('a target', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  async function aCompany() {
    const company = await t.make.company({ employees: 800, size_class: 'large' });
    const north = await t.make.workplace(company.id, { name: 'Nord' });
    const south = await t.make.workplace(company.id, { name: 'Syd' });
    const parts = [{ workplaceId: south.id, quantity: 3 }, { workplaceId: north.id, quantity: 4 }];
    const body = { companyId: company.id, year: 2026, category: 'FLEX_JOB', quantity: 10, unit: 'persons', parts };
    return { company, north, south, body };
  }
  async function aTarget(changes: object = {}) {
    const made = await aCompany();
    const target = await consultant.post<Target>('/targets', { ...made.body, ...changes });
    expect(target.status).toBe(201);
    return { ...made, target: target.body, path: `/targets/${target.body.id}` };
  }
  const pointersOf = (body: Problem) => body.errors.map(({ pointer }) => pointer);

  it('is spread over workplaces, the rest shown as unassigned, and reached step by step', async () => {
    const { company, north, south, target, path } = await aTarget({ note: 'Hele koncernen' });
    expect(target).toMatchObject({
      companyName: company.name, year: 2026, category: 'FLEX_JOB', quantity: 10, unit: 'persons', note: 'Hele koncernen',
      unassigned: 3, reached: 0, progress: [],
      parts: [
        { workplaceId: north.id, workplaceName: 'Nord', quantity: 4, reached: 0 },
        { workplaceId: south.id, workplaceName: 'Syd', quantity: 3, reached: 0 },
      ],
    });
    const steps = [
      { workplaceId: north.id.toUpperCase(), quantity: 3, on: '2026-03-01', note: 'Tre på lageret' },
      { quantity: 1, on: '2026-02-01' },
      { workplaceId: north.id, quantity: 2, on: '2026-11-20' },
    ];
    for (const step of steps) expect((await consultant.post(`${path}/progress`, step)).status).toBe(201);
    const after = await consultant.get<Target>(path);
    expect(after.headers.get('etag')).toBe('"4"');
    expect(after.body).toMatchObject({
      reached: 6, unassigned: 3, parts: [{ reached: 5 }, { reached: 0 }],
      progress: [
        { workplaceId: null, quantity: 1, on: '2026-02-01', note: null },
        { workplaceId: north.id, quantity: 3, on: '2026-03-01', note: 'Tre på lageret' },
        { workplaceId: north.id, quantity: 2, on: '2026-11-20' },
      ],
    });
    const events = await t.db.query<{ subject_type: string; action: string; after: { parts?: object[] } }[]>(
      'SELECT subject_type, action, after FROM audit_event WHERE company_id = $1 ORDER BY id',
      [company.id],
    );
    expect(events.map((event) => `${event.subject_type} ${event.action}`)).toEqual([
      'Target create', 'TargetProgress create', 'TargetProgress create', 'TargetProgress create',
    ]);
    expect(events[0]?.after.parts).toHaveLength(2);
    const outbox = await t.db.query<{ type: string }[]>('SELECT type FROM outbox_event WHERE company_id = $1 ORDER BY id', [
      company.id,
    ]);
    expect(outbox.map(({ type }) => type)).toEqual(['target.create', ...Array<string>(3).fill('target_progress.create')]);
  });

  it('counts weekly hours as the latest of each workplace', async () => {
    const { north, south, path } = await aTarget({ unit: 'hours_per_week', quantity: 200 });
    const steps = [[north.id, 40, '2026-01-10'], [north.id, 30, '2026-05-10'], [south.id, 12, '2026-02-10']] as const;
    for (const [workplaceId, quantity, on] of steps) {
      await consultant.post(`${path}/progress`, { workplaceId, quantity, on });
    }
    expect((await consultant.get(path)).body).toMatchObject({ reached: 42, parts: [{ reached: 30 }, { reached: 12 }] });
  });

  it('may be of the whole company alone, and of a small one', async () => {
    const company = await t.make.company({ employees: 2 });
    const body = { companyId: company.id, year: 2026, category: 'AMBASSADOR', quantity: 1, unit: 'yes_no' };
    const target = await consultant.post<Target>('/targets', body);
    expect(target.body).toMatchObject({ parts: [], unassigned: 1, reached: 0, note: null });
    const done = await consultant.post(`/targets/${target.body.id}/progress`, { quantity: 1, on: '2026-06-01' });
    expect(done.body['reached']).toBe(1);
  });

  it('is there once per company, year and category; the same POST is answered again', async () => {
    const { body } = await aCompany();
    const first = { ...body, id: randomUUID() };
    expect((await consultant.post('/targets', first)).status).toBe(201);
    const again = await consultant.post<Target>('/targets', first);
    expect([again.status, again.body.version]).toEqual([200, 1]);
    expect((await consultant.post('/targets', { ...first, quantity: 11 })).status).toBe(409);
    expect((await consultant.post('/targets', { ...body, id: randomUUID() })).status).toBe(409);
    expect((await consultant.post('/targets', { ...body, year: 2027 })).status).toBe(201);
    expect((await consultant.post('/targets', { ...body, category: 'MENTOR_CAPACITY' })).status).toBe(201);
  });

  it('takes the same progress once', async () => {
    const { path } = await aTarget();
    const step = { id: randomUUID(), quantity: 2, on: '2026-02-01' };
    const answers = await Promise.all([1, 2, 3].map(() => consultant.post(`${path}/progress`, step)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await consultant.get(path)).body).toMatchObject({ reached: 2, version: 2 });
    expect((await consultant.post(`${path}/progress`, { ...step, quantity: 3 })).status).toBe(409);
  });

  it.each<[string, (own: { north: string; other: string }) => object, string[]]>([
    ['an unknown company', () => ({ companyId: randomUUID(), parts: [] }), ['/companyId']],
    ['an unknown category', () => ({ category: 'MONEY' }), ['/category']],
    ['a workplace of another company', ({ other }) => ({ parts: [{ workplaceId: other, quantity: 1 }] }), ['/parts/0/workplaceId']],
    [
      'a workplace twice',
      ({ north }) => ({ parts: [north, north.toUpperCase()].map((workplaceId) => ({ workplaceId, quantity: 1 })) }),
      ['/parts/1/workplaceId'],
    ],
    ['parts above the whole', ({ north }) => ({ parts: [{ workplaceId: north, quantity: 11 }] }), ['/parts']],
    ['a part below nothing', ({ north }) => ({ parts: [{ workplaceId: north, quantity: -1 }] }), ['/parts/0/quantity']],
    ['two times yes', () => ({ unit: 'yes_no', quantity: 2, parts: [] }), ['/quantity']],
    ['an amount of money', () => ({ unit: 'kroner' }), ['/unit']],
  ])('is refused with %s', async (_name, spoil, pointers) => {
    const { body, north } = await aCompany();
    const other = await t.make.workplace((await t.make.company()).id);
    const refused = await consultant.post<Problem>('/targets', { ...body, ...spoil({ north: north.id, other: other.id }) });
    expect(refused.status).toBe(422);
    expect(pointersOf(refused.body)).toEqual(pointers);
  });

  it.each<[string, object, string]>([
    ['in the future', { on: '2026-11-21' }, '/on'],
    ['in another year', { on: '2025-12-31' }, '/on'],
    ['of a workplace without a part', { workplaceId: randomUUID() }, '/workplaceId'],
  ])('takes no progress %s', async (_name, changes, pointer) => {
    const { path } = await aTarget();
    const refused = await consultant.post<Problem>(`${path}/progress`, { quantity: 1, on: '2026-02-01', ...changes });
    expect(refused.status).toBe(422);
    expect(pointersOf(refused.body)).toEqual([pointer]);
    expect((await consultant.get(path)).body).toMatchObject({ reached: 0, version: 1 });
  });

  it('is changed one edit at a time, and keeps what a PATCH leaves out', async () => {
    const { north, south, path } = await aTarget({ note: 'Første bud' });
    expect((await consultant.patch(path, null, { quantity: 12 })).status).toBe(428);
    const more = await consultant.patch<Target>(path, 1, { quantity: 12 });
    expect(more.body).toMatchObject({ quantity: 12, unassigned: 5, note: 'Første bud', version: 2 });
    expect((await consultant.patch(path, 1, { quantity: 13 })).status).toBe(412);
    const below = await consultant.patch<Problem>(path, 2, { quantity: 6 });
    expect([below.status, pointersOf(below.body)]).toEqual([422, ['/parts']]);
    const spread = await consultant.patch<Target>(path, 2, { note: null, parts: [{ workplaceId: north.id, quantity: 12 }] });
    expect(spread.body).toMatchObject({ note: null, unassigned: 0, parts: [{ workplaceId: north.id, quantity: 12 }] });
    expect(spread.body.parts).toHaveLength(1);
    await consultant.post(`${path}/progress`, { workplaceId: north.id, quantity: 1, on: '2026-02-01' });
    const lost = await consultant.patch<Problem>(path, 4, { parts: [{ workplaceId: south.id, quantity: 1 }] });
    expect([lost.status, lost.body.code]).toEqual([409, 'target-part-in-use']);
    const kept = [{ workplaceId: south.id, quantity: 1 }, { workplaceId: north.id, quantity: 0 }];
    expect((await consultant.patch<Target>(path, 4, { parts: kept })).body).toMatchObject({ unassigned: 11, reached: 1 });
  });

  it('is seen by the member of its company and written by none', async () => {
    const [own, other] = [await aTarget(), await aTarget()];
    const member = await t.as('member', { companyId: own.company.id });
    expect((await member.get(own.path)).status).toBe(200);
    expect((await member.get(other.path)).status).toBe(404);
    expect((await member.get<Page>('/targets')).body.items.map(({ companyId }) => companyId)).toEqual([own.company.id]);
    const reader = await t.as('reader');
    expect((await reader.get(own.path)).status).toBe(200);
    for (const api of [member, reader]) {
      expect((await api.post('/targets', { ...own.body, year: 2027 })).status).toBe(403);
      expect((await api.patch(own.path, 1, { quantity: 20 })).status).toBe(403);
      expect((await api.post(`${own.path}/progress`, { quantity: 1, on: '2026-02-01' })).status).toBe(403);
    }
    expect((await (await t.as('secretariat')).patch(own.path, 1, { quantity: 20 })).status).toBe(200);
  });

  it('is listed by company, year and category, the latest year first', async () => {
    const { company, body, target } = await aTarget();
    const next = await consultant.post<Target>('/targets', { ...body, year: 2027 });
    const other = await consultant.post<Target>('/targets', { ...body, category: 'MENTOR_CAPACITY' });
    const list = async (query: string) => {
      const page = await consultant.get<Page>(`/targets?companyId=${company.id}${query}`);
      return page.body.items.map(({ id }) => id);
    };
    expect((await list(''))[0]).toBe(next.body.id);
    expect((await list('')).sort()).toEqual([target.id, next.body.id, other.body.id].sort());
    expect(await list('&year=2027')).toEqual([next.body.id]);
    expect(await list('&category=MENTOR_CAPACITY')).toEqual([other.body.id]);
    expect((await consultant.get('/targets?year=soon')).status).toBe(400);
  });
});
