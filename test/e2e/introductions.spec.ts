import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Refusal {
  code: string;
  errors: { pointer: string; code: string }[];
}

interface Page {
  items: Record<string, unknown>[];
  count?: number;
}

describe('an introduction', () => {
  let t: TestApp;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  const pointers = ({ body }: Answer<Refusal>) => body.errors.map(({ pointer }) => pointer);

  async function network(): Promise<string> {
    const body = { name: `Netværk ${randomUUID()}`, purpose: 'Flere lærepladser', kind: 'HR' };
    return (await consultant.post('/networks', body)).body['id'] as string;
  }

  async function bodyToCompany(changes: object = {}) {
    const { id: companyId } = await t.make.company();
    const { id: otherCompanyId } = await t.make.company();
    const { id: fromCompanyId } = await t.make.company();
    return { companyId, otherCompanyId, fromCompanyId, madeOn: '2026-11-10', ...changes };
  }

  async function made(): Promise<string> {
    const answer = await consultant.post('/introductions', await bodyToCompany());
    expect(answer.status).toBe(201);
    return answer.body['id'] as string;
  }

  it('leads a company to a network or to another company, and is found from each of them', async () => {
    const body = await bodyToCompany({ note: 'Begge søger lærlinge' });
    const first = await consultant.post('/introductions', body);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      ...body, networkId: null, madeById: consultant.userId, madeByName: 'Test consultant', outcome: 'open',
      outcomeOn: null, outcomeNote: null, version: 1,
    });
    expect(first.body['otherCompanyName']).toMatch(/^Prøvefirma/);
    const networkId = await network();
    const colleague = await t.as('consultant');
    const { companyId } = body;
    const toNetwork = { companyId, networkId, madeOn: '2026-11-20', madeById: colleague.userId };
    const second = await consultant.post('/introductions', toNetwork);
    expect(second.body).toMatchObject({ ...toNetwork, otherCompanyId: null, fromCompanyId: null });
    const found = async (query: string) => {
      const { items, count } = (await consultant.get<Page>(`/introductions?${query}&count=true`)).body;
      expect(count).toBe(items.length);
      return items.map(({ id }) => id);
    };
    const [one, two] = [first.body['id'], second.body['id']];
    expect(await found(`companyId=${companyId}`)).toEqual([two, one]);
    expect(await found(`companyId=${body.otherCompanyId}`)).toEqual([one]);
    expect(await found(`companyId=${body.fromCompanyId}`)).toEqual([one]);
    expect(await found(`networkId=${networkId}`)).toEqual([two]);
    expect(await found(`madeById=${colleague.userId}`)).toEqual([two]);
    await consultant.patch(`/introductions/${one as string}`, 1, { outcome: 'nothing' });
    expect(await found(`companyId=${companyId}&outcome=nothing`)).toEqual([one]);
  });

  it.each<[string, (body: Awaited<ReturnType<typeof bodyToCompany>>) => object, string]>([
    ['to nobody', (b) => ({ ...b, otherCompanyId: null }), '/networkId'],
    ['to a network and a company', (b) => ({ ...b, networkId: randomUUID() }), '/networkId'],
    ['to an unknown network', (b) => ({ ...b, otherCompanyId: null, networkId: randomUUID() }), '/networkId'],
    ['to an unknown company', (b) => ({ ...b, otherCompanyId: randomUUID() }), '/otherCompanyId'],
    ['of an unknown company', (b) => ({ ...b, companyId: randomUUID() }), '/companyId'],
    ['by an unknown company', (b) => ({ ...b, fromCompanyId: randomUUID() }), '/fromCompanyId'],
    ['by an unknown colleague', (b) => ({ ...b, madeById: randomUUID() }), '/madeById'],
    ['to itself', (b) => ({ ...b, otherCompanyId: b.companyId.toUpperCase() }), '/otherCompanyId'],
    ['by itself', (b) => ({ ...b, fromCompanyId: b.companyId }), '/fromCompanyId'],
    ['by the one it is introduced to', (b) => ({ ...b, fromCompanyId: b.otherCompanyId }), '/fromCompanyId'],
    ['tomorrow', (b) => ({ ...b, madeOn: '2026-11-21' }), '/madeOn'],
  ])('%s is refused and leaves nothing', async (_name, spoil, pointer) => {
    const count = async () => (await t.db.query<unknown[]>('SELECT 1 FROM introduction')).length;
    const before = await count();
    const refused = await consultant.post<Refusal>('/introductions', spoil(await bodyToCompany()));
    expect([refused.status, pointers(refused)]).toEqual([422, [pointer]]);
    expect(await count()).toBe(before);
  });

  it.each<[string, string, number]>([
    ['open', 'met', 200], ['open', 'agreement', 200], ['open', 'nothing', 200],
    ['met', 'agreement', 200], ['met', 'nothing', 200], ['met', 'open', 409],
    ['agreement', 'met', 200], ['agreement', 'nothing', 200], ['agreement', 'open', 409],
    ['nothing', 'met', 200], ['nothing', 'agreement', 200], ['nothing', 'open', 409],
  ])('that came to %s may come to %s: %i', async (from, to, status) => {
    const path = `/introductions/${await made()}`;
    if (from !== 'open') await consultant.patch(path, 1, { outcome: from, outcomeOn: '2026-11-11' });
    const answer = await consultant.patch(path, from === 'open' ? 1 : 2, { outcome: to });
    expect(answer.status).toBe(status);
    const expected = status === 200
      ? { outcome: to, outcomeOn: '2026-11-20' }
      : { code: 'introduction-outcome', errors: [{ pointer: '/outcome' }] };
    expect(answer.body).toMatchObject(expected);
  });

  it('says when and what came of it', async () => {
    const path = `/introductions/${await made()}`;
    const patch = async (version: number, body: object) => await consultant.patch<Refusal>(path, version, body);
    expect(pointers(await patch(1, { outcomeNote: 'De mødtes' }))).toEqual(['/outcome']);
    expect(pointers(await patch(1, { outcomeOn: '2026-11-11' }))).toEqual(['/outcome']);
    expect(pointers(await patch(1, { outcome: 'met', outcomeOn: '2026-11-09' }))).toEqual(['/outcomeOn']);
    expect(pointers(await patch(1, { outcome: 'met', outcomeOn: '2026-11-21' }))).toEqual(['/outcomeOn']);
    const told = { outcome: 'met', outcomeOn: '2026-11-10', outcomeNote: 'De mødtes' };
    expect((await patch(1, told)).body).toMatchObject({ ...told, version: 2 });
    expect((await patch(1, told)).status).toBe(412);
    expect((await consultant.patch(path, null, told)).status).toBe(428);
    expect((await patch(2, { outcomeOn: '2026-11-12', outcomeNote: null, note: 'Ringede' })).body).toMatchObject({
      outcome: 'met', outcomeOn: '2026-11-12', outcomeNote: null, note: 'Ringede',
    });
    expect((await consultant.patch(`/introductions/${randomUUID()}`, 1, told)).status).toBe(404);
  });

  it('is one however often it is sent', async () => {
    const body = { id: randomUUID(), ...(await bodyToCompany()) };
    const answers = await Promise.all([1, 2, 3].map(() => consultant.post('/introductions', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await consultant.post('/introductions', { ...body, madeOn: '2026-11-09' })).status).toBe(409);
  });

  it('leaves a trace on the company introduced, its notes apart as personal', async () => {
    const body = await bodyToCompany({ note: 'Spørg Mette' });
    const { body: introduction } = await consultant.post('/introductions', body);
    const told = { outcome: 'agreement', outcomeNote: 'Mette sagde ja' };
    await consultant.patch(`/introductions/${introduction['id'] as string}`, 1, told);
    const events = await t.db.query<Record<string, unknown>[]>(
      `SELECT action, company_id AS company, before, after, content AS personal
       FROM audit_event LEFT JOIN audit_personal ON event_id = id
       WHERE subject_type = 'Introduction' AND subject_id = $1 ORDER BY id`,
      [introduction['id']],
    );
    expect(events).toMatchObject([
      { action: 'create', company: body.companyId, personal: { after: { note: 'Spørg Mette' } } },
      { action: 'update', company: body.companyId, before: { outcome: 'open' }, after: { outcome: 'agreement' } },
    ]);
    expect(JSON.stringify(events.map(({ before, after }) => [before, after]))).not.toContain('Mette');
    const sent = await t.db.query<unknown>('SELECT type FROM outbox_event WHERE subject_id = $1 ORDER BY id', [
      introduction['id'],
    ]);
    expect(sent).toEqual([{ type: 'introduction.create' }, { type: 'introduction.update' }]);
  });

  it('is read by a reader and closed to a member', async () => {
    const reader = await t.as('reader');
    expect((await reader.get('/introductions')).status).toBe(200);
    expect((await reader.post('/introductions', await bodyToCompany())).status).toBe(403);
    const outsider = await t.as('member', { companyId: (await t.make.company()).id });
    expect((await outsider.get('/introductions')).status).toBe(403);
    expect((await outsider.patch(`/introductions/${await made()}`, 1, { outcome: 'met' })).status).toBe(403);
  });
});
