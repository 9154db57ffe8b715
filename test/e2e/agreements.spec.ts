import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

type Agreement = Record<string, unknown> & { id: string; version: number; status: string };
interface Refusal {
  code: string;
  errors: { pointer: string }[];
}

const BODY = { kind: 'COOPERATION', title: 'Samarbejde', from: '2026-01-01', to: '2027-01-01' };

/** The clock of the test stands on 2026-11-20. */
describe('an agreement', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
    const admin = await t.as('administrator');
    await admin.patch('/settings', 1, { municipalityCodes: ['0615'] });
  });
  afterAll(async () => {
    await t.close();
  });

  async function draft(columns: Record<string, unknown> = {}): Promise<Agreement> {
    const companyId = (columns['companyId'] as string | undefined) ?? (await t.make.company()).id;
    const made = await consultant.post<Agreement>('/agreements', { ...BODY, companyId, ...columns });
    expect(made.status).toBe(201);
    return made.body;
  }

  async function active(columns: Record<string, unknown> = {}): Promise<Agreement> {
    const { id } = await draft(columns);
    const activated = await consultant.post<Agreement>(`/agreements/${id}/activate`);
    expect(activated.status).toBe(200);
    return activated.body;
  }

  async function terminated(on: string): Promise<Agreement> {
    const { id } = await active();
    const answer = await consultant.post<Agreement>(`/agreements/${id}/terminate`, { reason: 'Flytter', on });
    expect(answer.status).toBe(200);
    return answer.body;
  }

  const expired = () => active({ from: '2025-01-01', to: '2026-01-01' });
  const noticed = () => terminated('2026-12-01');
  const ended = () => terminated('2026-11-20');

  async function periodsOf(companyId: string): Promise<string | undefined> {
    const sql = 'SELECT agreement_periods::text AS periods FROM company WHERE id = $1';
    const [row] = await t.db.query<{ periods: string }[]>(sql, [companyId]);
    return row?.periods;
  }

  it('is drafted with both sides, activated, and then counts for every party', async () => {
    const school = await t.make.company({ partner_kind: 'educational_institution' });
    const company = await t.make.company();
    const workplace = await t.make.workplace(company.id);
    const contact = await t.make.contact(school.id);
    const colleague = await t.make.user('secretariat');
    const body = {
      id: randomUUID(), kind: 'WORK_PLACEMENT', title: 'Partnerskab om praktik', companyId: company.id,
      partyIds: [school.id], workplaceIds: [workplace.id], contactIds: [contact.id], colleagueIds: [colleague.id],
      weDo: 'Vi finder kandidater', youDo: 'I tager imod', togetherDo: 'Vi følger op', from: '2026-11-01',
      reviewOn: '2027-05-01', noticeMonths: 3, documentUrl: 'https://esdh.invalid/sag/12', caseNumber: '26/001',
    };
    const { id, ...given } = body;
    const made = await consultant.post<Agreement>('/agreements', body);
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({ ...given, status: 'draft', to: null, companyName: company.name });

    const cell = async () => {
      const coverage = await consultant.get<{ cells: { row: string; column: string; agreement: number }[] }>(
        '/coverage?rows=size&columns=sector',
      );
      return coverage.body.cells.find(({ row, column }) => row === 'small' && column === 'private')?.agreement ?? 0;
    };
    const inForce = async (name: string) => {
      const found = await consultant.get<{ items: { id: string }[] }>(
        `/companies?agreement=active&q=${encodeURIComponent(name)}`,
      );
      return found.body.items.length;
    };
    const before = await cell();
    expect(await inForce(company.name)).toBe(0);

    const activated = await consultant.post<Agreement>(`/agreements/${id}/activate`, undefined, { 'if-match': '"1"' });
    expect(activated.body).toMatchObject({ status: 'active', signedOn: '2026-11-20', version: 2 });
    expect(await cell()).toBe(before + 1);
    expect(await inForce(company.name)).toBe(1);
    expect(await inForce(school.name)).toBe(1);
    expect(await periodsOf(school.id)).toBe('{[2026-11-01,)}');

    await consultant.post(`/agreements/${id}/terminate`, { reason: 'Flytter til en anden kommune' });
    expect(await cell()).toBe(before);
    expect(await inForce(company.name)).toBe(0);
    expect(await periodsOf(school.id)).toBe('{[2026-11-01,2026-11-20)}');
    const log = 'SELECT action, company_id FROM audit_event WHERE subject_id = $1 ORDER BY id';
    const actions = ['create', 'activate', 'terminate'];
    expect(await t.db.query(log, [id])).toEqual(actions.map((action) => ({ action, company_id: company.id })));
    const sent = await t.db.query<unknown[]>('SELECT type FROM outbox_event WHERE subject_id = $1 ORDER BY id', [id]);
    expect(sent).toEqual(['agreement.create', 'agreement.activate', 'agreement.terminate'].map((type) => ({ type })));
  });

  it('keeps the union of several agreements on the company, drafts left out', async () => {
    const { id: companyId } = await t.make.company();
    await active({ companyId, from: '2026-01-01', to: '2026-06-01' });
    await active({ companyId, from: '2026-05-01', to: '2026-09-01' });
    await active({ companyId, from: '2026-10-01', to: '2027-01-01' });
    await draft({ companyId, from: '2028-01-01', to: null });
    expect(await periodsOf(companyId)).toBe('{[2026-01-01,2026-09-01),[2026-10-01,2027-01-01)}');
  });

  it('is one agreement however often it is posted; another body under the id is 409', async () => {
    const company = await t.make.company();
    const body = { id: randomUUID(), kind: 'INDUSTRY', title: 'Brancheaftale', companyId: company.id };
    const answers = await Promise.all(Array.from({ length: 3 }, () => consultant.post('/agreements', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await consultant.post('/agreements', { ...body, title: 'Andet' })).status).toBe(409);
    const list = await consultant.get<{ count: number }>(`/agreements?companyId=${company.id}&count=true`);
    expect(list.body.count).toBe(1);
  });

  it.each<[string, () => Promise<Record<string, unknown>>, string]>([
    ['an unknown kind', () => Promise.resolve({ kind: 'HANDSHAKE' }), '/kind'],
    ['an unknown company', () => Promise.resolve({ companyId: randomUUID() }), '/companyId'],
    ['an unknown party', () => Promise.resolve({ partyIds: [randomUUID()] }), '/partyIds/0'],
    ['an end before the start', () => Promise.resolve({ to: '2026-01-01' }), '/to'],
    ['a workplace of somebody else', async () => ({
      workplaceIds: [(await t.make.workplace((await t.make.company()).id)).id],
    }), '/workplaceIds/0'],
    ['a contact of somebody else', async () => ({
      contactIds: [(await t.make.contact((await t.make.company()).id)).id],
    }), '/contactIds/0'],
    ['an unknown colleague', () => Promise.resolve({ colleagueIds: [randomUUID()] }), '/colleagueIds/0'],
    ['a member as colleague', async () => ({ colleagueIds: [(await t.make.user('member')).id] }), '/colleagueIds/0'],
    ['a document that is no web address', () => Promise.resolve({ documentUrl: 'file:///etc/hosts' }), '/documentUrl'],
    ['a script as document', () => Promise.resolve({ documentUrl: 'javascript:alert(1)' }), '/documentUrl'],
    ['a party of null', () => Promise.resolve({ partyIds: null }), '/partyIds'],
  ])('with %s is refused', async (_name, spoil, pointer) => {
    const { id: companyId } = await t.make.company();
    const answer = await consultant.post<Refusal>('/agreements', { ...BODY, companyId, ...(await spoil()) });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.pointer)).toEqual([pointer]);
    expect(await t.db.query('SELECT 1 FROM agreement WHERE company_id = $1', [companyId])).toEqual([]);
  });

  it('refuses the main party among the others, also in capitals', async () => {
    const { id, companyId } = await draft();
    const again = (companyId as string).toUpperCase();
    const answer = await consultant.patch<Refusal>(`/agreements/${id}`, 1, { partyIds: [again] });
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, '/partyIds/0']);
  });

  it('checks workplaces and contacts again when a party leaves the draft', async () => {
    const party = await t.make.company();
    const { id } = await draft({ partyIds: [party.id], contactIds: [(await t.make.contact(party.id)).id] });
    const alone = await consultant.patch<Refusal>(`/agreements/${id}`, 1, { partyIds: [] });
    expect([alone.status, alone.body.errors[0]?.pointer]).toEqual([422, '/contactIds/0']);
    const both = await consultant.patch<Agreement>(`/agreements/${id}`, 1, { partyIds: [], contactIds: [] });
    expect(both.body).toMatchObject({ partyIds: [], contactIds: [], version: 2 });
  });

  it('moves to another company as a draft', async () => {
    const { id, companyId } = await draft();
    const other = await t.make.company();
    const change = { companyId: other.id, to: null, title: 'Ny' };
    const moved = await consultant.patch<Agreement>(`/agreements/${id}`, 1, change);
    expect(moved.body).toMatchObject({ ...change, companyName: other.name, partyIds: [] });
    const left = await consultant.get<{ items: unknown[] }>(`/agreements?companyId=${companyId as string}`);
    expect(left.body.items).toEqual([]);
  });

  it('is edited by version: 428 without, 412 with an old one', async () => {
    const { id } = await draft();
    expect((await consultant.patch(`/agreements/${id}`, null, { title: 'Ny' })).status).toBe(428);
    expect((await consultant.patch(`/agreements/${id}`, 1, { title: 'Ny' })).status).toBe(200);
    const late = await consultant.patch(`/agreements/${id}`, 1, { title: 'Gammel' });
    expect([late.status, late.headers.get('etag')]).toEqual([412, '"2"']);
    expect((await consultant.post(`/agreements/${id}/activate`, undefined, { 'if-match': '"1"' })).status).toBe(412);
  });

  it('in force changes only what was not signed', async () => {
    const { id, companyId, version } = await active();
    const contact = await t.make.contact(companyId as string);
    const change = { contactIds: [contact.id], reviewOn: '2026-12-24', weDo: 'Mere', noticeMonths: 1 };
    const changed = await consultant.patch<Agreement>(`/agreements/${id}`, version, { ...change, title: 'Samarbejde' });
    expect(changed.body).toMatchObject({ ...change, status: 'active' });
    const refused = await consultant.patch<Refusal>(`/agreements/${id}`, version + 1, { title: 'x', to: null });
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('agreement-locked');
    expect(refused.body.errors.map((error) => error.pointer).sort()).toEqual(['/title', '/to']);
    expect((await consultant.get(`/agreements/${id}`)).body).toEqual(changed.body);
  });

  it.each<[string, () => Promise<Agreement>, number, number, number, number]>([
    ['a draft', draft, 200, 200, 409, 409],
    ['an active one', active, 200, 409, 200, 201],
    ['a terminated one in its notice', noticed, 200, 409, 409, 409],
    ['a terminated one', ended, 409, 409, 409, 409],
    ['an expired one', expired, 409, 409, 409, 201],
  ])('%s: patch %3$i, activate, terminate, renew', async (_name, make, patch, activate, terminate, renew) => {
    const post = async (action: string, body?: unknown) =>
      (await consultant.post(`/agreements/${(await make()).id}/${action}`, body)).status;
    const { id, version } = await make();
    expect((await consultant.patch(`/agreements/${id}`, version, { caseNumber: '26/9' })).status).toBe(patch);
    expect(await post('activate')).toBe(activate);
    expect(await post('terminate', { reason: 'x' })).toBe(terminate);
    expect(await post('renew', {})).toBe(renew);
  });

  it('without a first day cannot be activated', async () => {
    const { id } = await draft({ from: null });
    const answer = await consultant.post<Refusal>(`/agreements/${id}/activate`);
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, '/from']);
  });

  it.each([['2025-12-31'], ['2027-01-02']])('cannot be terminated on %s, outside its days', async (on) => {
    const { id } = await active();
    const answer = await consultant.post<Refusal>(`/agreements/${id}/terminate`, { reason: 'x', on });
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, '/on']);
  });

  it('is renewed once, as a draft with the same content that names the old one', async () => {
    const party = await t.make.company();
    const old = await active({ partyIds: [party.id], youDo: 'I tager imod', reviewOn: '2026-12-01' });
    const body = { id: randomUUID(), to: '2028-01-01' };
    const renewed = await consultant.post<Agreement>(`/agreements/${old.id}/renew`, body);
    expect(renewed.status).toBe(201);
    const { id: _id, version: _version, ...content } = old;
    expect(renewed.body).toEqual({
      ...content, id: body.id, version: 1, status: 'draft', from: '2027-01-01', to: '2028-01-01', signedOn: null,
      reviewOn: null, renewedFromId: old.id,
    });
    const { body: oldNow } = await consultant.get(`/agreements/${old.id}`);
    expect(oldNow).toMatchObject({ status: 'active', renewedById: body.id });
    expect((await consultant.post(`/agreements/${old.id}/renew`, body)).status).toBe(200);
    const again = await consultant.post<Refusal>(`/agreements/${old.id}/renew`, { to: '2029-01-01' });
    expect([again.status, again.body.code]).toEqual([409, 'agreement-renewed']);
    const log = "SELECT after FROM audit_event WHERE subject_id = $1 AND action = 'renew'";
    expect(await t.db.query(log, [old.id])).toEqual([{ after: { renewedById: body.id } }]);
  });

  it('is renewed once also when two colleagues do it at the same time', async () => {
    const old = await active();
    const answers = await Promise.all([1, 2, 3].map(() => consultant.post(`/agreements/${old.id}/renew`, {})));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409 || status === 412)).toHaveLength(2);
    expect(await t.db.query('SELECT 1 FROM agreement WHERE renewed_from_id = $1', [old.id])).toHaveLength(1);
  });

  it('without an end needs a first day for its renewal', async () => {
    const old = await active({ to: null });
    const missing = await consultant.post<Refusal>(`/agreements/${old.id}/renew`, {});
    expect([missing.status, missing.body.errors[0]?.pointer]).toEqual([422, '/from']);
    const wrong = { from: '2027-01-01', to: '2026-01-01' };
    const backwards = await consultant.post<Refusal>(`/agreements/${old.id}/renew`, wrong);
    expect([backwards.status, backwards.body.errors[0]?.pointer]).toEqual([422, '/to']);
    expect((await consultant.post(`/agreements/${old.id}/renew`, { from: '2027-01-01' })).status).toBe(201);
  });

  it('activated together with others of the same parties ends in no deadlock', async () => {
    const [one, two] = [await t.make.company(), await t.make.company()];
    const forth = await Promise.all(Array.from({ length: 4 }, () => draft({ companyId: one.id, partyIds: [two.id] })));
    const back = await Promise.all(Array.from({ length: 4 }, () => draft({ companyId: two.id, partyIds: [one.id] })));
    const activate = ({ id }: Agreement) => consultant.post(`/agreements/${id}/activate`);
    const answers = await Promise.all([...forth, ...back].map(activate));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await periodsOf(one.id)).toBe('{[2026-01-01,2027-01-01)}');
  });
});
