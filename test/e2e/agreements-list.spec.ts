import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Agreement {
  id: string;
}
interface Page {
  items: Agreement[];
  nextCursor: string | null;
}

const BODY = { kind: 'COOPERATION', title: 'Samarbejde', from: '2026-01-01', to: '2027-01-01' };

/** The clock of the test stands on 2026-11-20. */
describe('agreements', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  async function draft(columns: Record<string, unknown> = {}): Promise<Agreement> {
    const companyId = columns['companyId'] ?? (await t.make.company()).id;
    const made = await consultant.post<Agreement>('/agreements', { ...BODY, companyId, ...columns });
    expect(made.status).toBe(201);
    return made.body;
  }

  async function active(columns: Record<string, unknown> = {}): Promise<Agreement> {
    const made = await draft(columns);
    expect((await consultant.post(`/agreements/${made.id}/activate`)).status).toBe(200);
    return made;
  }

  it('stand in the list by their end, found by each filter', async () => {
    const { id: companyId } = await t.make.company();
    const other = { companyId: (await t.make.company()).id, partyIds: [companyId] };
    const open = await active({ companyId, to: null });
    const also = await active({ companyId, to: null });
    const soon = await active({ ...other, to: '2026-12-20', reviewOn: '2026-11-30' });
    const over = await active({ companyId, from: '2025-01-01', to: '2026-11-20', kind: 'ALLIANCE' });
    const plan = await draft({ companyId, from: null, to: '2026-12-31' });
    const stopped = await active({ companyId, to: '2026-12-10' });
    await consultant.post(`/agreements/${stopped.id}/terminate`, { reason: 'x', on: '2026-12-01' });
    const found = async (filter: string) => {
      const list = await consultant.get<Page>(`/agreements?companyId=${companyId}${filter}`);
      return list.body.items.map(({ id }) => id);
    };
    expect(await found('')).toEqual([over.id, stopped.id, soon.id, plan.id, open.id, also.id]);
    expect(await found('&status=active')).toEqual([stopped.id, soon.id, open.id, also.id]);
    expect(await found('&status=expired')).toEqual([over.id]);
    expect(await found('&status=draft')).toEqual([plan.id]);
    expect(await found('&status=terminated')).toEqual([]);
    expect(await found('&kind=ALLIANCE')).toEqual([over.id]);
    expect(await found('&expiringWithinDays=30')).toEqual([soon.id]);
    expect(await found('&expiringWithinDays=29')).toEqual([]);
    expect(await found('&reviewBefore=2026-12-01')).toEqual([soon.id]);
    expect(await found('&reviewBefore=2026-11-30')).toEqual([]);
    const first = await consultant.get<Page>(`/agreements?companyId=${companyId}&limit=5`);
    const path = `/agreements?companyId=${companyId}&limit=1&cursor=${first.body.nextCursor}`;
    const last = await consultant.get<Page>(path);
    const ids = [...first.body.items, ...last.body.items].map(({ id }) => id);
    expect([ids, last.body.nextCursor]).toEqual([await found(''), null]);
  });

  it('are seen by members of a party and by no others; members write nothing', async () => {
    const party = await t.make.company();
    const seen = await active({ partyIds: [party.id] });
    const unseen = await active();
    const member = await t.as('member', { companyId: party.id });
    const list = await member.get<Page>('/agreements');
    expect(list.body.items.map(({ id }) => id)).toEqual([seen.id]);
    expect((await member.get(`/agreements/${seen.id}`)).status).toBe(200);
    expect((await member.get(`/agreements/${unseen.id}`)).status).toBe(404);
    expect((await member.post(`/agreements/${seen.id}/terminate`, { reason: 'x' })).status).toBe(403);
    expect((await member.patch(`/agreements/${seen.id}`, 2, { weDo: 'x' })).status).toBe(403);
    const reader = await t.as('reader');
    expect((await reader.get(`/agreements/${unseen.id}`)).status).toBe(200);
    expect((await reader.post(`/agreements/${unseen.id}/renew`, {})).status).toBe(403);
  });

  it('come in the five kinds of the migration', async () => {
    const { body } = await consultant.get<{ items: { code: string; nameDa: string }[] }>('/terms?kind=agreement_kind');
    expect(body.items.map(({ code }) => code)).toEqual([
      'COOPERATION', 'WORK_PLACEMENT', 'COMPANY_CENTRE', 'INDUSTRY', 'ALLIANCE',
    ]);
    expect(body.items[4]?.nameDa).toBe('Alliancen');
  });
});
