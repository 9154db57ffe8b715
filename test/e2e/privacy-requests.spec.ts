import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Request {
  id: string;
  version: number;
  dueOn: string;
  extendedTo: string | null;
  daysLeft: number | null;
  overdue: boolean;
  decision: string | null;
  decisionReason: string | null;
  contactChangedAt: string | null;
  errors?: { pointer: string }[];
  code?: string;
}
interface Page {
  items: { id: string }[];
}

describe('requests of persons about their data', () => {
  let t: TestApp;
  let admin: Api;
  let contactId: string;
  let companyId: string;
  beforeAll(async () => {
    t = await testApp();
    companyId = (await t.make.company()).id;
  });
  beforeEach(async () => {
    t.clock.set('2026-11-20T09:30:00Z');
    admin = await t.as('administrator');
    contactId = (await t.make.contact(companyId, { name: 'Bodil Bager' })).id;
  });
  afterAll(async () => {
    await t.close();
  });

  const request = async (fields: object = {}) =>
    (await admin.post<Request>('/privacy-requests', { kind: 'access', contactId, ...fields })).body;
  const listed = async (query: string) =>
    (await admin.get<Page>(`/privacy-requests?contactId=${contactId}&${query}`)).body.items.map(({ id }) => id);

  it('are due after a month, put off once, overdue when forgotten, and decided once', async () => {
    const made = await request({ receivedOn: '2026-10-31' });
    expect(made).toMatchObject({ dueOn: '2026-11-30', daysLeft: 10, overdue: false });
    const extended = await admin.post<Request>(`/privacy-requests/${made.id}/extend`, { until: '2027-01-31', reason: 'Stor sag' });
    expect(extended.body).toMatchObject({ extendedTo: '2027-01-31', daysLeft: 72, version: 2 });
    const twice = await admin.post<Request>(`/privacy-requests/${made.id}/extend`, { until: '2027-01-30', reason: 'Igen' });
    expect([twice.status, twice.body.code]).toEqual([409, 'extended']);
    t.clock.set('2027-02-01T09:00:00Z');
    admin = await t.as('administrator');
    expect(await listed('state=overdue')).toEqual([made.id]);
    expect((await admin.get<Request>(`/privacy-requests/${made.id}`)).body).toMatchObject({ daysLeft: -1, overdue: true });
    const refused = await admin.post<Request>(`/privacy-requests/${made.id}/decide`, { decision: 'refused' });
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/reason' }]]);
    const decided = await admin.post<Request>(`/privacy-requests/${made.id}/decide`, { decision: 'granted' });
    expect(decided.body).toMatchObject({ decision: 'granted', daysLeft: null, overdue: false });
    expect((await admin.post(`/privacy-requests/${made.id}/decide`, { decision: 'granted' })).status).toBe(409);
    expect([await listed('state=open'), await listed('state=decided')]).toEqual([[], [made.id]]);
  });

  it('show when the contact was corrected', async () => {
    const made = await request({ kind: 'rectification' });
    expect(made.contactChangedAt).toBeNull();
    expect((await admin.patch(`/contacts/${contactId}`, 1, { name: 'Bodil Bager Hansen' })).status).toBe(200);
    expect((await admin.get<Request>(`/privacy-requests/${made.id}`)).body.contactChangedAt).toMatch(/^\d{4}-/);
  });

  it('are decided by the erasure that names them, wholly or but for what is held', async () => {
    const made = await request({ kind: 'erasure', note: 'Bodil Bager skrev selv' });
    const hold = { record: 'visits', basis: 'arkivloven', reviewOn: '2027-11-20' };
    const order = { requestId: made.id, reason: 'Ønsker det', legalHold: [hold] };
    expect((await admin.post(`/contacts/${contactId}/erasure`, order)).status).toBe(200);
    expect((await admin.get<Request>(`/privacy-requests/${made.id}`)).body).toMatchObject({
      decision: 'partly', decisionReason: 'visits: arkivloven', note: '[fjernet] skrev selv', contactName: '[slettet person]',
    });
    const other = await request({ kind: 'erasure', contactId: (await t.make.contact(companyId)).id });
    const wrong = await admin.post<Request>(`/contacts/${contactId}/erasure`, { ...order, requestId: other.id });
    expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ pointer: '/requestId' }]]);
  });

  it('begin with the notice: due at once from the person, a month later from others, missing until given', async () => {
    const companies = [{ companyId, role: 'hr' }];
    const [own, theirs] = await Promise.all(['contact', 'company'].map(async (source) =>
      (await admin.post<{ id: string; noticeDueOn: string }>('/contacts', { name: `Ny ${source}`, source, companies })).body,
    ));
    const [row] = await t.db.query<{ today: string; later: string }[]>(
      `SELECT d.today, (d.today + interval '1 month')::date AS later
       FROM (SELECT (now() AT TIME ZONE 'Europe/Copenhagen')::date AS today) d`,
    );
    expect([own?.noticeDueOn, theirs?.noticeDueOn]).toEqual([row?.today, row?.later]);
    const missing = async () => (await admin.get<Page>('/contacts?noticeMissing=true&q=Ny')).body.items.map(({ id }) => id);
    expect(await missing()).toEqual([theirs?.id, own?.id]);
    const given = { noticeGivenOn: '2026-11-20', noticeHow: 'meeting' };
    expect((await admin.patch(`/contacts/${own?.id}`, 1, given)).body).toMatchObject({ ...given, noticeDueOn: null });
    expect(await missing()).toEqual([theirs?.id]);
    expect((await admin.patch(`/contacts/${own?.id}`, 2, { noticeHow: null })).status).toBe(422);
  });
});
