import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Row {
  companyId: string;
  state: string;
  reason: { da: string; en: string };
  suggestedConsultantId: string | null;
  mayContact: { allowed: boolean; reasons: { code: string }[] };
}

describe('outreach', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('consultant');
  });
  afterAll(async () => await t.close());

  const row = async (companyId: string, name: string, caller = api, state = '') => {
    const query = `q=${encodeURIComponent(name)}&limit=200${state && `&state=${state}`}`;
    const { items } = (await caller.get<{ items: Row[] }>(`/outreach?${query}`)).body;
    return items.find((one) => one.companyId === companyId);
  };
  const visited = async (columns: Record<string, unknown>, on: string, by = api) => {
    const { id, name } = await t.make.company(columns);
    const visit = { companyId: id, kind: 'visit', occurredAt: `${on}T09:00:00Z`, summary: 'Snak' };
    expect((await by.post('/visits', visit)).status).toBe(201);
    return { id, name };
  };

  it('lists who was never contacted, with whose turn it is', async () => {
    const { id, name } = await t.make.company();
    expect(await row(id, name)).toMatchObject({
      state: 'never_contacted', reason: { da: 'Har aldrig været kontaktet' }, mayContact: { allowed: true },
      suggestedConsultantId: expect.any(String) as string,
    });
  });

  it('says why a company is due or overdue, and leaves out who is not', async () => {
    const [due, overdue, recent] = [
      await visited({ size_class: 'large' }, '2026-07-20'),
      await visited({ size_class: 'large' }, '2026-03-12'),
      await visited({ size_class: 'large' }, '2026-11-01'),
    ];
    expect(await row(due.id, due.name)).toMatchObject({
      state: 'due', reason: { da: expect.stringMatching(/^Skal kontaktes fra .*: sidste besøg 20\. juli 2026 \+ 90 dage/) as string },
    });
    expect(await row(overdue.id, overdue.name)).toMatchObject({
      state: 'overdue', reason: { en: expect.stringMatching(/^Should have been contacted by 8 September 2026: last visit 12 March 2026/) as string },
    });
    expect(await row(recent.id, recent.name)).toBeUndefined();
    expect(await row(recent.id, recent.name, api, 'upcoming')).toMatchObject({ state: 'upcoming' });
  });

  it('waits after another colleague was in touch, but not after one’s own try', async () => {
    const { id, name } = await t.make.company();
    const mail = { companyId: id, kind: 'email', outcome: 'no_answer', occurredAt: '2026-11-18T09:00:00Z', summary: 'Skrev' };
    expect((await api.post('/visits', mail)).status).toBe(201);
    const colleague = await t.as('consultant');
    expect(await row(id, name)).toMatchObject({ state: 'never_contacted' });
    expect(await row(id, name, colleague)).toBeUndefined();
    expect(await row(id, name, colleague, 'quarantined')).toMatchObject({
      reason: { da: 'Test consultant var i kontakt 18. november 2026; vent til 2. december 2026' },
    });
  });

  it('is put off with a reason, and taken up again', async () => {
    const { id, name } = await visited({ size_class: 'large' }, '2026-03-12');
    expect((await api.post(`/outreach/${id}/pause`, { until: '2026-11-20', reason: 'Nu', kind: 'snoozed' })).status).toBe(422);
    const pause = { until: '2027-01-15', reason: 'Flytter', kind: 'declined' };
    expect((await api.post(`/outreach/${id}/pause`, pause)).status).toBe(204);
    expect(await row(id, name)).toBeUndefined();
    expect(await row(id, name, api, 'paused')).toMatchObject({
      reason: { da: 'Vil ikke kontaktes før 15. januar 2027: Flytter' },
    });
    expect((await api.get(`/companies/${id}`)).body).toMatchObject({ nextContactOn: '2027-01-15' });
    expect((await api.send('DELETE', `/outreach/${id}/pause`)).status).toBe(204);
    expect(await row(id, name)).toMatchObject({ state: 'overdue' });
  });

  it('shows beside each company whether it may be contacted, and leaves out who must not be', async () => {
    const [guarded, closed] = [
      await t.make.company({ advertising_protected: true }),
      await t.make.company({ contact_policy: 'do_not_contact' }),
    ];
    expect(await row(guarded.id, guarded.name)).toMatchObject({ mayContact: { allowed: false } });
    expect(await row(closed.id, closed.name)).toBeUndefined();
  });

  it('reminds the colleague who looks after the company on the day, and moves with every new contact', async () => {
    const { id } = await visited({ size_class: 'large', consultant_id: api.userId }, '2026-10-01');
    const planned = async () =>
      await t.db.query<{ occurrence: string; recipientId: string }[]>(
        `SELECT occurrence, recipient_id AS "recipientId" FROM reminder
         WHERE subject_id = $1 AND channel = 'in_app' AND state = 'scheduled'`,
        [id],
      );
    const { nextContactOn } = (await api.get(`/companies/${id}`)).body;
    expect(await planned()).toEqual([{ occurrence: `due ${String(nextContactOn)}`, recipientId: api.userId }]);
    await api.post('/visits', { companyId: id, kind: 'phone', occurredAt: '2026-11-19T09:00:00Z', summary: 'Ringede' });
    const later = (await api.get(`/companies/${id}`)).body['nextContactOn'];
    expect(String(later) > String(nextContactOn)).toBe(true);
    expect(await planned()).toEqual([{ occurrence: `due ${String(later)}`, recipientId: api.userId }]);
  });

  it('reminds nobody of a day that had passed before it was known', async () => {
    const { id } = await visited({ size_class: 'large', consultant_id: api.userId }, '2026-03-12');
    expect(await t.db.query('SELECT 1 FROM reminder WHERE subject_id = $1', [id])).toEqual([]);
  });
});
