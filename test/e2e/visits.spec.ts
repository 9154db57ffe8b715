import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Coverage {
  cells: { row: string; column: string; population: number; contacted: number; pledge: number; neverContacted: number }[];
}

describe('a visit', () => {
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

  const TABLES = ['visit', 'visit_contact', 'need', 'task', 'pledge_fulfilment', 'audit_event', 'outbox_event', 'created_once'];

  const counts = async () =>
    await Promise.all(TABLES.map(async (table) => (await t.db.query<{ n: number }[]>(`SELECT count(*) AS n FROM ${table}`))[0]?.n));

  async function companyWithPledge(quantity = 2) {
    const company = await t.make.company();
    const contact = await t.make.contact(company.id);
    const pledge = await consultant.post('/pledges', {
      companyId: company.id, category: 'PLACEMENT_PLACES', direction: 'INCLUDE_NEW', quantity, unit: 'places',
      from: '2026-01-01', to: '2027-01-01', targetGroup: 'Unge uden uddannelse', contactId: contact.id,
    });
    expect(pledge.status).toBe(201);
    return { company, contact, pledgeId: pledge.body['id'] as string };
  }

  function visitBody(companyId: string, contactId: string, pledgeId: string) {
    return {
      id: randomUUID(), companyId, kind: 'visit', occurredAt: '2026-11-20T08:15:00Z', summary: 'Rundvisning og kaffe',
      outcome: 'agreed', contactIds: [contactId], offers: 'Praktikaftale', asks: 'Tag en praktikant mere',
      needs: [{ direction: 'recruit', horizon: 'short', text: 'To lagermedarbejdere' }],
      tasks: [{ title: 'Ring om praktik', dueOn: '2026-12-01' }],
      fulfilments: [{ pledgeId, quantity: 2, on: '2026-11-20', note: 'To pladser besat' }],
    };
  }

  it('lands with need, task and fulfilment in one save, and moves everything that depends on it', async () => {
    const { company, contact, pledgeId } = await companyWithPledge();
    const cell = async () => {
      const coverage = await consultant.get<Coverage>('/coverage?rows=size&columns=sector');
      return coverage.body.cells.find(({ row, column }) => row === 'small' && column === 'private');
    };
    const before = await cell();
    expect((await consultant.get(`/pledges/${pledgeId}`)).body).toMatchObject({ fulfilled: 0, state: 'behind' });

    const visit = await consultant.post('/visits', visitBody(company.id, contact.id, pledgeId));

    expect(visit.status).toBe(201);
    expect(visit.headers.get('etag')).toBe('"1"');
    expect(visit.body).toMatchObject({ occurredOn: '2026-11-20', countsAsContact: true, authorId: consultant.userId, asks: 'Tag en praktikant mere' });
    expect((await consultant.get(`/pledges/${pledgeId}`)).body).toMatchObject({ fulfilled: 2, state: 'fulfilled' });
    expect((await consultant.get(`/companies/${company.id}`)).body['lastContactOn']).toBe('2026-11-20');
    const after = await cell();
    expect(after?.contacted).toBe((before?.contacted ?? 0) + 1);
    expect(after?.neverContacted).toBe((before?.neverContacted ?? 0) - 1);
    const timeline = await consultant.get<{ items: { type: string }[] }>(`/companies/${company.id}/timeline`);
    expect(timeline.body.items.map(({ type }) => type).sort()).toEqual(['fulfilment', 'need', 'pledge', 'task', 'visit']);
    const tasks = await consultant.get<{ items: unknown[] }>(`/tasks?assigneeId=${consultant.userId}&companyId=${company.id}`);
    expect(tasks.body.items).toMatchObject([{ title: 'Ring om praktik', dueOn: '2026-12-01', subjectType: 'visit' }]);
  });

  it('is one visit however often the same POST is sent, also at the same time', async () => {
    const { company, contact, pledgeId } = await companyWithPledge();
    const body = visitBody(company.id, contact.id, pledgeId);
    const answers = await Promise.all(Array.from({ length: 5 }, () => consultant.post('/visits', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const before = await counts();
    const again = await consultant.post('/visits', body);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(answers[0]?.body);
    expect(await counts()).toEqual(before);
  });

  it('answers 409 to the same id with another body, or from somebody else, and writes nothing', async () => {
    const { company, contact, pledgeId } = await companyWithPledge();
    const body = visitBody(company.id, contact.id, pledgeId);
    await consultant.post('/visits', body);
    const before = await counts();
    const other = await consultant.post('/visits', { ...body, summary: 'Noget andet' });
    expect(other.status).toBe(409);
    const colleague = await t.as('consultant');
    expect((await colleague.post('/visits', body)).status).toBe(409);
    expect(await counts()).toEqual(before);
  });

  it.each<[string, (body: ReturnType<typeof visitBody>) => unknown, string]>([
    ['a need of an unknown kind', (b) => ({ ...b, needs: [...b.needs, { direction: 'sell', horizon: 'short', text: 'x' }] }), '/needs/1/direction'],
    ['a task for nobody', (b) => ({ ...b, tasks: [{ ...b.tasks[0], assigneeId: randomUUID() }] }), '/tasks/0/assigneeId'],
    ['a fulfilment of an unknown pledge', (b) => ({ ...b, fulfilments: [...b.fulfilments, { ...b.fulfilments[0], pledgeId: randomUUID() }] }), '/fulfilments/1/pledgeId'],
    ['a fulfilment in the future', (b) => ({ ...b, fulfilments: [{ ...b.fulfilments[0], on: '2026-11-21' }] }), '/fulfilments/0/on'],
    ['a contact of another company', (b) => ({ ...b, contactIds: [...b.contactIds, randomUUID()] }), '/contactIds/1'],
    ['an unknown colleague', (b) => ({ ...b, colleagueIds: [randomUUID()] }), '/colleagueIds/0'],
    ['an unknown workplace', (b) => ({ ...b, workplaceId: randomUUID() }), '/workplaceId'],
    ['an unknown company', (b) => ({ ...b, companyId: randomUUID() }), '/companyId'],
    ['a visit to come', (b) => ({ ...b, occurredAt: '2026-11-20T12:00:00Z' }), '/occurredAt'],
  ])('with %s does not land at all', async (_name, spoil, pointer) => {
    const { company, contact, pledgeId } = await companyWithPledge();
    const before = await counts();
    const answer = await consultant.post<{ errors: { pointer: string }[] }>(
      '/visits',
      spoil(visitBody(company.id, contact.id, pledgeId)),
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.pointer)).toEqual([pointer]);
    expect(await counts()).toEqual(before);
  });

  it('belongs to the day in Copenhagen, not in UTC', async () => {
    const { company } = await companyWithPledge();
    const body = { companyId: company.id, kind: 'phone', occurredAt: '2026-11-18T23:30:00Z', summary: 'Sen opringning' };
    const visit = await consultant.post('/visits', body);
    expect(visit.body['occurredOn']).toBe('2026-11-19');
  });

  it('by an e-mail that nobody answered is no contact; corrected, it becomes one', async () => {
    const { company } = await companyWithPledge();
    const body = { companyId: company.id, kind: 'email', occurredAt: '2026-11-18T10:00:00Z', summary: 'Invitation', outcome: 'no_answer' };
    const visit = await consultant.post('/visits', body);
    expect((await consultant.get(`/companies/${company.id}`)).body['lastContactOn']).toBeNull();
    const corrected = await consultant.patch(`/visits/${visit.body['id'] as string}`, 1, { outcome: 'interested' });
    expect(corrected.status).toBe(200);
    expect((await consultant.get(`/companies/${company.id}`)).body['lastContactOn']).toBe('2026-11-18');
  });

  it('keeps a restricted note from colleagues, not from the manager of the own team', async () => {
    const team = await t.make.team();
    const author = await t.as('consultant', { teamId: team.id });
    const { company } = await companyWithPledge();
    const body = { companyId: company.id, kind: 'visit', occurredAt: '2026-11-18T10:00:00Z', summary: 'Fortroligt', restricted: true };
    const { body: visit } = await author.post('/visits', body);
    const path = `/visits/${visit['id'] as string}`;
    const seenBy = async (api: Api) => (await api.get(path)).body['summary'];
    expect(await seenBy(author)).toBe('Fortroligt');
    expect(await seenBy(consultant)).toBeNull();
    expect(await seenBy(await t.as('manager', { teamId: team.id }))).toBe('Fortroligt');
    expect(await seenBy(await t.as('manager'))).toBeNull();
    expect((await consultant.post(`${path}/amendments`, { text: 'Jeg så noget' })).status).toBe(404);
    const timeline = await consultant.get<{ items: { type: string; text: string | null }[] }>(`/companies/${company.id}/timeline`);
    expect(timeline.body.items.find(({ type }) => type === 'visit')?.text).toBeNull();
  });

  it('is amended, not overwritten, once the note is locked', async () => {
    const { company } = await companyWithPledge();
    const body = { companyId: company.id, kind: 'visit', occurredAt: '2026-11-18T10:00:00Z', summary: 'Først skrevet' };
    const { body: visit } = await consultant.post('/visits', body);
    const path = `/visits/${visit['id'] as string}`;
    await t.db.query("UPDATE visit SET created_at = '2026-11-01' WHERE id = $1", [visit['id']]);
    const late = await consultant.patch(path, 1, { summary: 'Skrevet om' });
    expect(late.status).toBe(409);
    expect(late.body['code']).toBe('note-locked');
    const amended = await consultant.post<{ summary: string; amendments: unknown[] }>(`${path}/amendments`, { text: 'Rettelse' });
    expect(amended.status).toBe(201);
    expect(amended.body).toMatchObject({ summary: 'Først skrevet', amendments: [{ text: 'Rettelse' }] });
  });

  it('is logged without a word of what was said', async () => {
    const { company } = await companyWithPledge();
    const secret = `Kanarie ${randomUUID()}`;
    await consultant.post('/visits', { companyId: company.id, kind: 'visit', occurredAt: '2026-11-18T10:00:00Z', summary: secret });
    await consultant.get(`/companies?q=${encodeURIComponent(secret)}`);
    expect(t.logged.some((line) => line.includes('"route":"/api/visits"'))).toBe(true);
    expect(t.logged.filter((line) => line.includes('Kanarie'))).toEqual([]);
    const [event] = await t.db.query<{ after: object; personal: object }[]>(
      `SELECT after, content AS personal FROM audit_event JOIN audit_personal ON event_id = id
       WHERE subject_type = 'Visit' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.stringify(event?.after)).not.toContain('Kanarie');
    expect(JSON.stringify(event?.personal)).toContain('Kanarie');
  });
});
