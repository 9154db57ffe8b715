import type { TextCheckDto } from '../../src/modules/text-checks/text-check.dto.js';
import type { Refusal } from '../support/activity-calls.js';
import { type TestApp, testApp } from '../support/test-app.js';

const CPR_NUMBER = '070761-4285';

describe('texts', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => {
    await t.close();
  });

  it('are checked before they are saved, in the language asked for', async () => {
    const api = await t.as('consultant');
    const text = `Borgeren Hans Jensen (${CPR_NUMBER}) er sygemeldt`;
    const { status, body } = await api.post<TextCheckDto>('/text-checks', { text });
    expect([status, body.refused]).toEqual([200, true]);
    expect(body.warnings.map(({ code, from, to }) => [code, text.slice(from, to)])).toEqual([
      ['citizen-name', 'Hans Jensen'], ['noCprNumber', CPR_NUMBER], ['health', 'sygemeldt'],
    ]);
    const english = await api.post('/text-checks', { text: 'depression' }, { 'accept-language': 'en' });
    expect(english.body).toEqual({
      refused: false,
      warnings: [{ code: 'health', from: 0, to: 10, text: expect.stringContaining('health') as string }],
    });
    expect((await t.anonymous.post('/text-checks', { text })).status).toBe(401);
  });

  it('with a CPR number are refused wherever they are typed, and neither repeated, kept nor logged', async () => {
    const api = await t.as('consultant');
    const { id: companyId } = await t.make.company();
    const visit = { companyId, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z', summary: `Talte om ${CPR_NUMBER}` };
    const refused = await api.post<Refusal>('/visits', visit);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/summary', code: 'noCprNumber' }] } });
    for (const path of ['/companies', '/contacts', '/search']) {
      const answer = await api.get<Refusal>(`${path}?q=${encodeURIComponent(CPR_NUMBER)}`);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '?q', code: 'noCprNumber' }] } });
      expect(JSON.stringify(answer.body)).not.toContain('070761');
    }
    expect(JSON.stringify(refused.body)).not.toContain('070761');
    expect(t.logged.filter((line) => line.includes('070761'))).toEqual([]);
    expect(t.logged.length).toBeGreaterThan(0);
    const allowed = { ...visit, summary: 'Talte om P-nr. 1003407806, tlf. +45 76 29 29 29' };
    expect((await api.post('/visits', allowed)).status).toBe(201);
  });

  it('let a P-number be searched for as it stands', async () => {
    const api = await t.as('consultant');
    const { id } = await t.make.company();
    await t.make.workplace(id, { p_number: '1009000101' });
    for (const q of ['1009000101', 'P-nr. 1009000101', 'p-nr. 10 09 00 01 01']) {
      const { status, body } = await api.get<{ items: { companyId: string }[] }>(`/search?q=${encodeURIComponent(q)}`);
      expect([q, status, body.items.map(({ companyId }) => companyId)]).toEqual([q, 200, [id]]);
    }
  });
});
