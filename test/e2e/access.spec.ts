import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Access {
  permissions: { code: string; nameDa: string; nameEn: string }[];
  scopeDa: string;
  disabled: boolean;
  sees: { kind: string; count: number }[];
  restrictedNotes: { readable: number; hidden: number };
}

describe('what a user sees', () => {
  let t: TestApp;
  let admin: Api;
  let consultant: Api;
  let member: Api;
  let ownId: string;
  let otherId: string;
  let visitId: string;
  beforeAll(async () => {
    t = await testApp();
    admin = await t.as('administrator');
    consultant = await t.as('consultant', { teamId: (await t.make.team()).id });
    [ownId, otherId] = [(await t.make.company({ name: 'Egen' })).id, (await t.make.company({ name: 'Anden' })).id];
    member = await t.as('member', { companyId: ownId });
    for (const companyId of [ownId, otherId]) {
      await t.make.contact(companyId);
      await consultant.post('/pledges', {
        companyId, category: 'FLEX_JOB', direction: 'INCLUDE_NEW', quantity: 1, unit: 'places', from: '2026-01-01', to: '2027-01-01',
      });
    }
    const visit = { companyId: otherId, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z' };
    visitId = (await consultant.post<{ id: string }>('/visits', { ...visit, summary: 'Fortroligt', restricted: true })).body.id;
    await consultant.post('/visits', { ...visit, summary: 'Åbent' });
  });
  afterAll(async () => {
    await t.close();
  });

  const countsOf = ({ sees }: Access) => Object.fromEntries(sees.map(({ kind, count }) => [kind, count]));

  it('is told to administrators: what the user may do, in words, and how much of each kind', async () => {
    const { body } = await admin.get<Access>(`/users/${member.userId}/access`);
    expect(body).toMatchObject({ role: 'member', disabled: false, restrictedNotes: { readable: 0, hidden: 0 } });
    expect(body.permissions).toContainEqual({ code: 'pledges:read', nameDa: 'Se løfter', nameEn: 'See pledges' });
    expect(body.scopeDa).toBe('Ser kun Egen, dens egne løfter og aftaler og de fælles aktiviteter.');
    expect(countsOf(body)).toEqual({ company: 1, contact: 0, visit: 0, task: 0, agreement: 0, pledge: 1, activity: 0 });
  });

  it('counts what the lists of that user count', async () => {
    const { body } = await admin.get<Access>(`/users/${consultant.userId}/access`);
    const paths = { company: 'companies', contact: 'contacts', visit: 'visits', task: 'tasks', agreement: 'agreements', pledge: 'pledges', activity: 'activities' };
    for (const [kind, path] of Object.entries(paths)) {
      const { count } = (await consultant.get<{ count: number }>(`/${path}?count=true`)).body;
      expect([kind, countsOf(body)[kind]]).toEqual([kind, count]);
    }
    expect(body).toMatchObject({ restrictedNotes: { readable: 1, hidden: 0 } });
    const own = (await admin.get<Access>(`/users/${admin.userId}/access`)).body;
    expect(own.restrictedNotes).toEqual({ readable: 0, hidden: 1 });
  });

  it('is no business of others, and of nobody is 404', async () => {
    for (const api of [consultant, member, await t.as('manager')]) {
      expect((await api.get(`/users/${member.userId}/access`)).status).toBe(403);
      expect((await api.get('/companies', { 'x-view-as': admin.userId })).status).toBe(403);
      expect((await api.get('/companies', { 'x-view-as': api.userId })).status).toBe(403);
    }
    expect((await admin.get(`/users/${randomUUID()}/access`)).status).toBe(404);
    expect((await admin.get('/companies', { 'x-view-as': randomUUID() })).status).toBe(404);
    expect((await admin.get('/companies', { 'x-view-as': 'x' })).status).toBe(400);
    expect((await t.anonymous.get('/companies', { 'x-view-as': admin.userId })).status).toBe(401);
  });

  it('is what an administrator reads with X-View-As, answer by answer', async () => {
    const asMember = { 'x-view-as': member.userId };
    for (const path of ['/session', '/companies', `/companies/${ownId}`, `/companies/${otherId}`, '/pledges', '/contacts', '/users']) {
      const [seen, own] = [await admin.get(path, asMember), await member.get(path)];
      expect([path, seen.status, { ...seen.body, instance: '' }]).toEqual([path, own.status, { ...own.body, instance: '' }]);
    }
  });

  it('does not open restricted notes to the administrator', async () => {
    expect((await consultant.get(`/visits/${visitId}`)).body['summary']).toBe('Fortroligt');
    const asAuthor = { 'x-view-as': consultant.userId };
    expect((await admin.get(`/visits/${visitId}`, asAuthor)).body['summary']).toBeNull();
    const timeline = await admin.get(`/companies/${otherId}/timeline`, asAuthor);
    expect(JSON.stringify(timeline.body)).not.toContain('Fortroligt');
  });

  it('only reads', async () => {
    const answer = await admin.post('/companies', { name: 'X' }, { 'x-view-as': consultant.userId });
    expect([answer.status, answer.body['code']]).toEqual([403, 'view-as-reads-only']);
    for (const method of ['PATCH', 'DELETE']) {
      const headers = { 'x-view-as': consultant.userId, 'if-match': '"1"' };
      expect((await admin.send(method, `/companies/${ownId}`, method === 'PATCH' ? {} : undefined, headers)).status).toBe(403);
    }
    expect((await admin.get(`/companies/${ownId}`)).body['version']).toBe(1);
  });

  it('is written to the audit log once an hour, under the name of the administrator', async () => {
    const viewed = await t.as('reader');
    const another = await t.as('administrator');
    const asViewed = { 'x-view-as': viewed.userId };
    const noted = async () =>
      (await admin.get<{ items: { actorId: string }[] }>(`/audit?subjectType=User&subjectId=${viewed.userId}`)).body.items;
    await Promise.all(Array.from({ length: 8 }, () => another.get('/companies', asViewed)));
    expect(await noted()).toMatchObject([{ action: 'view-as', actorId: another.userId }]);
    t.clock.advance(3_600_001);
    await another.get('/companies', asViewed);
    expect(await noted()).toHaveLength(2);
  });
});
