import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface QuestionList { items: { textDa: string }[] }
interface Refused { errors: { pointer: string }[] }

describe('questions for a visit', () => {
  let t: TestApp;
  let consultant: Api;
  let secretariat: Api;
  beforeAll(async () => {
    t = await testApp();
    consultant = await t.as('consultant');
    secretariat = await t.as('secretariat');
  });
  afterAll(async () => {
    await t.close();
  });

  const question = { textDa: 'Hvad mangler I?', textEn: 'What do you lack?', sizes: ['large'], position: 5 };

  it('are made, asked in order, changed and taken out of use by whoever may write playbooks', async () => {
    const { id: companyId } = await t.make.company({ size_class: 'large' });
    const asked = async () => (await consultant.get<QuestionList>(`/visit-questions?companyId=${companyId}`)).body.items;
    const before = await asked();
    const made = await secretariat.post('/visit-questions', { ...question, direction: 'recruit' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...question, direction: 'recruit', hasHrFunction: null, active: true, version: 1 });
    expect((await asked())[0]).toEqual(made.body);
    const path = `/visit-questions/${made.body['id'] as string}`;
    const changed = await secretariat.patch(path, 1, { position: 9999, direction: null });
    expect(changed.body).toMatchObject({ position: 9999, direction: null, textDa: question.textDa, version: 2 });
    expect((await asked()).at(-1)).toEqual(changed.body);
    expect((await secretariat.patch(path, 2, { active: false })).status).toBe(200);
    expect(await asked()).toEqual(before);
    const all = await consultant.get<{ items: object[] }>('/visit-questions?limit=200');
    expect(all.body.items).toContainEqual(expect.objectContaining({ id: made.body['id'], active: false }));
    expect((await secretariat.patch(path, 1, { active: true })).status).toBe(412);
    const events = await t.db.query<unknown[]>(
      "SELECT action FROM audit_event WHERE subject_type = 'VisitQuestion' AND subject_id = $1 ORDER BY id",
      [made.body['id']],
    );
    expect(events).toEqual([{ action: 'create' }, { action: 'update' }, { action: 'update' }]);
  });

  it.each<[object, string]>([
    [{ textEn: '' }, '/textEn'],
    [{ direction: 'sell' }, '/direction'],
    [{ sizes: null }, '/sizes'],
    [{ position: -1 }, '/position'],
  ])('with %j are not saved', async (changes, pointer) => {
    const answer = await secretariat.post<Refused>('/visit-questions', { ...question, textDa: 'Gemmes ikke', ...changes });
    expect([answer.status, ...answer.body.errors.map((error) => error.pointer)]).toEqual([422, pointer]);
    expect(await t.db.query<unknown[]>("SELECT id FROM visit_question WHERE text_da = 'Gemmes ikke'")).toEqual([]);
  });

  it('are one however often the same POST is sent', async () => {
    const body = { ...question, id: randomUUID(), textDa: 'Kun én gang?' };
    expect((await secretariat.post('/visit-questions', body)).status).toBe(201);
    expect((await secretariat.post('/visit-questions', body)).status).toBe(200);
    expect((await secretariat.post('/visit-questions', { ...body, position: 6 })).status).toBe(409);
    expect(await t.db.query<unknown[]>("SELECT position FROM visit_question WHERE text_da = 'Kun én gang?'")).toEqual([{ position: 5 }]);
  });
});
