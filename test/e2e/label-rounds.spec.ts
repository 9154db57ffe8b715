import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Round {
  id: string;
  version: number;
}
interface Problem {
  code: string;
  errors: { pointer: string }[];
}
interface Page<T> {
  items: T[];
}

const CRITERIA = [
  { key: 'EDGE', textDa: 'Ledige på kanten', textEn: 'Unemployed people on the edge' },
  { key: 'YOUTH', textDa: 'Unge, der har brug for en hånd', textEn: 'Young people who need a hand' },
  { key: 'OWN', textDa: 'Egne medarbejdere', textEn: 'Own employees' },
];

describe('a label round', () => {
  let t: TestApp;
  let secretariat: Api;
  let year = 2000;
  beforeAll(async () => {
    t = await testApp();
    secretariat = await t.as('secretariat');
  });
  afterAll(async () => {
    await t.close();
  });

  const roundBody = (changes: object = {}) => {
    year += 1;
    return { kind: 'CSRPEOPLE', year, opensOn: '2026-11-01', closesOn: '2026-12-01', criteria: CRITERIA, ...changes };
  };
  async function aRound(changes: object = {}) {
    const round = await secretariat.post<Round>('/label-rounds', roundBody(changes));
    expect(round.status).toBe(201);
    return round.body;
  }

  it('takes two of three and twelve months when nothing is said, one of one, and says whether it is open', async () => {
    const round = await secretariat.post('/label-rounds', roundBody());
    expect(round.body).toMatchObject({ version: 1, needed: 2, validMonths: 12, open: true, criteria: CRITERIA });
    expect(await aRound({ criteria: [CRITERIA[0]], opensOn: '2026-11-21' })).toMatchObject({ needed: 1, open: false });
    const events = await t.db.query<unknown[]>('SELECT company_id, action FROM audit_event WHERE subject_id = $1', [
      round.body['id'],
    ]);
    expect(events).toEqual([{ company_id: null, action: 'create' }]);
  });

  it('is there once per kind and year', async () => {
    const body = { ...roundBody(), id: randomUUID() };
    expect((await secretariat.post('/label-rounds', body)).status).toBe(201);
    expect((await secretariat.post('/label-rounds', body)).status).toBe(200);
    expect((await secretariat.post('/label-rounds', { ...body, id: randomUUID() })).status).toBe(409);
    expect((await secretariat.post('/label-rounds', { ...body, id: randomUUID(), kind: 'ALLIANCE' })).status).toBe(201);
    const { body: listed } = await secretariat.get<Page<{ kind: string }>>(`/label-rounds?year=${body.year}`);
    expect(listed.items.map(({ kind }) => kind).sort()).toEqual(['ALLIANCE', 'CSRPEOPLE']);
    const { body: one } = await secretariat.get<Page<object>>(`/label-rounds?year=${body.year}&kind=ALLIANCE`);
    expect(one.items).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['an unknown kind', { kind: 'NOBEL' }, '/kind'],
    ['a window of no day', { opensOn: '2026-12-01' }, '/closesOn'],
    ['more demands than criteria', { needed: 4 }, '/needed'],
    ['a criterion twice', { criteria: [...CRITERIA, CRITERIA[0]] }, '/criteria/3/key'],
    ['no criteria', { criteria: [] }, '/criteria'],
  ])('is refused with %s', async (_name, changes, pointer) => {
    const refused = await secretariat.post<Problem>('/label-rounds', roundBody(changes));
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('changes its demands until somebody applies, its texts and dates also later', async () => {
    const free = await aRound();
    const path = `/label-rounds/${free.id}`;
    expect((await secretariat.patch(path, null, { needed: 1 })).status).toBe(428);
    expect((await secretariat.patch(path, 1, { needed: 1, criteria: CRITERIA.slice(0, 1) })).status).toBe(200);
    expect((await secretariat.patch(path, 1, { needed: 1 })).status).toBe(412);
    expect((await secretariat.patch<Problem>(path, 2, { needed: 2 })).body.errors).toMatchObject([{ pointer: '/needed' }]);

    const round = await aRound();
    const answers = [{ key: 'OWN', done: 'Samtale på tredje sygedag' }];
    const application = { companyId: (await t.make.company()).id, roundId: round.id, answers };
    expect((await secretariat.post('/labels', application)).status).toBe(201);
    const used = `/label-rounds/${round.id}`;
    const demands = await secretariat.patch<Problem>(used, 1, { needed: 3 });
    expect(demands.status).toBe(409);
    expect(demands.body.code).toBe('label-round-in-use');
    expect((await secretariat.patch(used, 1, { criteria: CRITERIA.slice(1) })).status).toBe(409);
    const reworded = CRITERIA.map((criterion) => ({ ...criterion, textDa: `${criterion.textDa}!` })).reverse();
    const changed = await secretariat.patch(used, 1, { criteria: reworded, closesOn: '2026-12-24' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ criteria: reworded, closesOn: '2026-12-24', version: 2 });
  });

  it('is read by a member and a reader, written by neither', async () => {
    const company = await t.make.company();
    for (const api of [await t.as('member', { companyId: company.id }), await t.as('reader')]) {
      expect((await api.get('/label-rounds')).status).toBe(200);
      expect((await api.post('/label-rounds', roundBody())).status).toBe(403);
    }
    expect((await (await t.as('consultant')).post('/label-rounds', roundBody())).status).toBe(201);
  });
});
