import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

describe('playbooks that start by themselves', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('secretariat');
    for (const [trigger, name] of [['first_contact', 'Kontakt'], ['agreement', 'Aftale'], ['pledge', 'Løfte']]) {
      const steps = [{ title: `${name} 1`, offsetDays: 0 }, { title: `${name} 2`, offsetDays: 7 }];
      await api.post('/playbooks', { name, trigger, sizes: ['large'], startsByItself: true, steps });
      await api.post('/playbooks', { name: `${name}, ikke af sig selv`, trigger, sizes: ['large'], steps });
    }
  });
  afterAll(async () => {
    await t.close();
  });

  const tasksAt = async (companyId: string) =>
    (await api.get<{ items: { title: string }[] }>(`/tasks?companyId=${companyId}`)).body.items.map(({ title }) => title);
  const visit = async (companyId: string, fields: object = {}) =>
    (await api.post('/visits', { id: randomUUID(), companyId, kind: 'visit', occurredAt: '2026-11-20T08:00:00Z', summary: 'x', ...fields })).status;

  it('do so at the first contact that counts, and not again', async () => {
    const { id } = await t.make.company({ size_class: 'large' });
    expect([await visit(id, { kind: 'email' }), await tasksAt(id)]).toEqual([201, []]);
    expect([await visit(id), await tasksAt(id)]).toEqual([201, ['Kontakt 1', 'Kontakt 2']]);
    expect([await visit(id), (await tasksAt(id)).length]).toEqual([201, 2]);
    const { id: small } = await t.make.company({ size_class: 'small' });
    expect([await visit(small), await tasksAt(small)]).toEqual([201, []]);
  });

  it('do so once when an agreement is activated or a pledge made, but not where they are under way', async () => {
    const { id: companyId } = await t.make.company({ size_class: 'large' });
    const agreement = (await api.post('/agreements', { companyId, kind: 'ALLIANCE', title: 'A', from: '2026-01-01' })).body['id'] as string;
    expect(await tasksAt(companyId)).toEqual([]);
    expect((await api.post(`/agreements/${agreement}/activate`, {})).status).toBe(200);
    expect(await tasksAt(companyId)).toEqual(['Aftale 1', 'Aftale 2']);
    const pledge = {
      id: randomUUID(), companyId, category: 'FLEX_JOB', direction: 'INCLUDE_NEW', quantity: 1, unit: 'places',
      from: '2026-01-01', to: '2027-01-01',
    };
    const answers = [await api.post('/pledges', pledge), await api.post('/pledges', pledge)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect((await api.post('/pledges', { ...pledge, id: randomUUID() })).status).toBe(201);
    expect((await tasksAt(companyId)).sort()).toEqual(['Aftale 1', 'Aftale 2', 'Løfte 1', 'Løfte 2']);
    const [found] = await t.db.query<{ starts: number; events: number }[]>(
      `SELECT (SELECT count(*)::int FROM playbook_start WHERE company_id = $1 AND cause_id IS NOT NULL) AS starts,
         (SELECT count(*)::int FROM audit_event WHERE company_id = $1 AND subject_type = 'PlaybookStart') AS events`,
      [companyId],
    );
    expect(found).toEqual({ starts: 2, events: 2 });
  });
});
