import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface List {
  items: { id: string }[];
}

describe('daily work', () => {
  let t: TestApp;
  let api: Api;
  let companyId: string;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('consultant');
  });
  beforeEach(async () => {
    companyId = (await t.make.company()).id;
  });
  afterAll(async () => {
    await t.close();
  });

  describe('contacts', () => {
    it('work at several companies, and leave one of them', async () => {
      const other = await t.make.company();
      const made = await api.post('/contacts', {
        name: 'Søren Østergaard', phone: '76292929', email: 'so@firma.dk', source: 'company',
        companies: [{ companyId, role: 'hr' }, { companyId: other.id, role: 'owner' }],
      });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({ phone: '+4576292929' });
      const path = `/contacts/${made.body['id'] as string}`;
      const left = await api.patch(path, 1, { companies: [{ companyId, role: 'hr', leftOn: '2026-11-01' }] });
      expect(left.body).toMatchObject({ companies: [{ companyId, role: 'hr', leftOn: '2026-11-01' }], version: 2 });
      expect((await api.get<List>(`/contacts?companyId=${companyId}&q=ostergard`)).body.items).toHaveLength(0);
      expect((await api.get<List>(`/contacts?companyId=${companyId}&q=oestergaard`)).body.items).toHaveLength(1);
      expect((await api.get<List>(`/contacts?companyId=${other.id}`)).body.items).toHaveLength(0);
    });

    it('are refused for a company that does not exist or stands twice', async () => {
      const pointers = async (companies: object[]) =>
        (await api.post<{ errors?: { pointer: string }[] }>('/contacts', { name: 'X', source: 'other', companies })).body.errors
          ?.map(({ pointer }) => pointer);
      expect(await pointers([{ companyId, role: 'hr' }, { companyId: randomUUID(), role: 'hr' }])).toEqual(['/companies/1/companyId']);
      expect(await pointers([{ companyId, role: 'hr' }, { companyId, role: 'owner' }])).toEqual(['/companies/1/companyId']);
      expect(await pointers([])).toEqual(['/companies']);
    });

    it('go when nothing names them, and stay when something does', async () => {
      const free = await t.make.contact(companyId);
      expect((await api.delete(`/contacts/${free.id}`, 1)).status).toBe(204);
      const named = await t.make.contact(companyId);
      await api.post('/visits', {
        companyId, kind: 'visit', occurredAt: '2026-11-19T10:00:00Z', summary: 'Mødt', contactIds: [named.id],
      });
      expect((await api.delete(`/contacts/${named.id}`, 1)).status).toBe(409);
      expect((await api.get(`/contacts/${named.id}`)).body['companies']).toHaveLength(1);
    });
  });

  describe('tasks', () => {
    it('go from open over snoozed to done and back, each step only where it fits', async () => {
      const made = await api.post('/tasks', { title: 'Ring', dueOn: '2026-11-25', companyId });
      expect(made.body).toMatchObject({ state: 'open', assigneeId: api.userId, companyName: expect.any(String) as string });
      const path = `/tasks/${made.body['id'] as string}`;
      expect((await api.post(`${path}/snooze`, { until: '2026-11-20', reason: 'Travlt' })).status).toBe(422);
      const snoozed = await api.post(`${path}/snooze`, { until: '2026-12-01', reason: 'De har travlt' });
      expect(snoozed.body).toMatchObject({ dueOn: '2026-12-01', snoozedFrom: '2026-11-25', snoozeReason: 'De har travlt' });
      expect((await api.post(`${path}/reopen`)).status).toBe(409);
      const done = await api.post(`${path}/complete`);
      expect(done.body).toMatchObject({ state: 'done', closedBy: api.userId, closedAt: '2026-11-20T09:30:00.000Z' });
      expect((await api.post(`${path}/complete`)).status).toBe(409);
      expect((await api.post(`${path}/reopen`, undefined, { 'if-match': '"1"' })).status).toBe(412);
      expect((await api.post(`${path}/reopen`)).body).toMatchObject({ state: 'open', closedAt: null });
      expect((await api.post(`${path}/complete`, { as: 'cancelled' })).body['state']).toBe('cancelled');
    });

    it('are listed by assignee, state and due day, the first due first', async () => {
      for (const dueOn of ['2026-12-03', '2026-12-01', '2026-12-02']) await api.post('/tasks', { title: dueOn, dueOn, companyId });
      const list = await api.get<{ items: { title: string }[] }>(
        `/tasks?companyId=${companyId}&assigneeId=${api.userId}&state=open&dueBefore=2026-12-03`,
      );
      expect(list.body.items.map(({ title }) => title)).toEqual(['2026-12-01', '2026-12-02']);
    });

    it('are not given to a member or to a colleague who has left', async () => {
      const member = await t.make.user('member');
      const answer = await api.post('/tasks', { title: 'X', dueOn: '2026-12-01', assigneeId: member.id });
      expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer: '/assigneeId' }] });
    });
  });

  describe('needs', () => {
    it('are open until something came of them', async () => {
      const made = await api.post('/needs', { companyId, direction: 'upskill', horizon: 'long', text: 'Kurser i dansk' });
      const path = `/needs/${made.body['id'] as string}`;
      expect((await api.patch(path, 1, { state: 'answered' })).body).toMatchObject({ errors: [{ pointer: '/answer' }] });
      const answered = await api.patch(path, 1, { state: 'answered', answer: 'FVU-forløb aftalt', jobOrderNumber: 'JO-4711' });
      expect(answered.body).toMatchObject({ state: 'answered', version: 2, jobOrderNumber: 'JO-4711' });
      expect((await api.get<List>(`/needs?companyId=${companyId}&state=answered&horizon=long`)).body.items).toHaveLength(1);
      expect((await api.get<List>(`/needs?companyId=${companyId}&state=open`)).body.items).toHaveLength(0);
    });
  });

  describe('pledges', () => {
    const pledge = (changes: object = {}) => ({
      companyId, category: 'MENTOR_CAPACITY', direction: 'RETAIN_OWN', quantity: 4, unit: 'persons', from: '2026-01-01',
      to: '2027-01-01', ...changes,
    });

    it('count from one unit of the smallest company, and follow what becomes of them', async () => {
      const made = await api.post('/pledges', pledge());
      expect(made.body).toMatchObject({ fulfilled: 0, state: 'behind' });
      const path = `/pledges/${made.body['id'] as string}`;
      const body = { id: randomUUID(), quantity: 3, on: '2026-11-19' };
      const first = await api.post(`${path}/fulfilments`, body);
      expect([first.status, first.body['fulfilled'], first.body['state']]).toEqual([201, 3, 'on_track']);
      expect((await api.post(`${path}/fulfilments`, body)).status).toBe(200);
      expect((await api.get(path)).body['fulfilled']).toBe(3);
      expect((await api.post(`${path}/fulfilments`, { quantity: 1, on: '2026-11-20' })).body['state']).toBe('fulfilled');
      expect((await api.post('/pledges', pledge({ quantity: 1 }))).body).toMatchObject({ quantity: 1, state: 'on_track' });
    });

    it('taken back live no longer, and take no more fulfilments', async () => {
      const made = await api.post('/pledges', pledge());
      const path = `/pledges/${made.body['id'] as string}`;
      const live = async () => (await api.get<List>('/companies?pledge=active&limit=200')).body.items.some(({ id }) => id === companyId);
      expect(await live()).toBe(true);
      const withdrawn = await api.post(`${path}/withdraw`, { reason: 'Lukker afdelingen' });
      expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawnOn: '2026-11-20' });
      expect(await live()).toBe(false);
      expect((await api.post(`${path}/withdraw`, { reason: 'Igen' })).status).toBe(409);
      expect((await api.post(`${path}/fulfilments`, { quantity: 1, on: '2026-11-19' })).status).toBe(409);
    });

    it.each([
      ['/to', { to: '2026-01-01' }],
      ['/quantity', { quantity: 0 }],
      ['/quantity', { quantity: 1.5 }],
      ['/quantity', { unit: 'yes_no', quantity: 2 }],
      ['/category', { category: 'MONEY' }],
      ['/direction', { direction: 'BOTH' }],
      ['/contactId', { contactId: randomUUID() }],
      ['/companyId', { companyId: randomUUID() }],
    ])('are refused at %s for %j', async (pointer, changes) => {
      const answer = await api.post('/pledges', pledge(changes));
      expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer }] });
    });

    it('of the own company are all that a member sees', async () => {
      await api.post('/pledges', pledge());
      const other = await t.make.company();
      const foreign = await api.post('/pledges', pledge({ companyId: other.id }));
      const member = await t.as('member', { companyId });
      expect((await member.get<List>('/pledges')).body.items).toHaveLength(1);
      expect((await member.get<List>(`/pledges?companyId=${other.id}`)).body.items).toHaveLength(0);
      expect((await member.get(`/pledges/${foreign.body['id'] as string}`)).status).toBe(404);
    });
  });

  describe('terms, settings and users', () => {
    it('are read by all and changed by administrators', async () => {
      const admin = await t.as('administrator');
      const term = { kind: 'pledge_category', code: 'OPEN_HOUSE', nameDa: 'Åbent hus', nameEn: 'Open house', validFrom: '2026-12-01' };
      const made = await admin.post('/terms', term);
      expect(made.status).toBe(201);
      expect((await api.post('/terms', { ...term, code: 'OTHER' })).status).toBe(403);
      const usable = async () =>
        (await api.get<{ items: { code: string }[] }>('/terms?kind=pledge_category&usable=true&limit=200')).body.items.map(({ code }) => code);
      expect(await usable()).not.toContain('OPEN_HOUSE');
      await admin.patch(`/terms/${made.body['id'] as string}`, 1, { validFrom: '2026-11-01' });
      expect(await usable()).toContain('OPEN_HOUSE');
      await admin.patch(`/terms/${made.body['id'] as string}`, 2, { closedForNewFrom: '2026-11-20' });
      expect(await usable()).not.toContain('OPEN_HOUSE');
    });

    it('let an administrator make a user who can sign in', async () => {
      const admin = await t.as('administrator');
      const body = { email: 'Ny.Kollega@Kommune.dk', name: 'Ny Kollega', role: 'consultant', password: 'en lang adgangskode' };
      const made = await admin.post('/users', body);
      expect(made.body).toMatchObject({ email: 'ny.kollega@kommune.dk', role: 'consultant', disabled: false });
      expect(JSON.stringify(made.body)).not.toContain('argon2');
      expect((await t.anonymous.post('/session', { email: 'ny.kollega@kommune.dk', password: body.password })).status).toBe(200);
      expect((await admin.post('/users', { ...body, email: 'x@y.dk', password: 'for kort' })).status).toBe(422);
      expect((await admin.post('/users', { ...body, email: 'x@y.dk', companyId })).body).toMatchObject({ errors: [{ pointer: '/companyId' }] });
    });

    it('keep the size thresholds in order', async () => {
      const admin = await t.as('administrator');
      expect((await admin.patch('/settings', 1, { mediumFrom: 300 })).body).toMatchObject({ errors: [{ pointer: '/largeFrom' }] });
      expect((await admin.patch('/settings', 1, { mediumFrom: 20, largeFrom: 100 })).status).toBe(200);
      expect((await api.post('/companies', { name: 'X', employees: 20 })).body['sizeClass']).toBe('medium');
    });
  });
});
