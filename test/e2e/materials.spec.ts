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

describe('materials', () => {
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
  const materialBody = (changes: object = {}) => ({
    title: 'Sådan forebygger du sygefravær', theme: 'prevention', language: 'da', url: 'https://star.dk/folder',
    validFrom: '2026-01-01', ...changes,
  });

  async function material(changes: object = {}): Promise<string> {
    const made = await consultant.post('/materials', materialBody(changes));
    expect(made.status).toBe(201);
    return made.body['id'] as string;
  }

  async function deliveryBody(changes: object = {}) {
    const company = await t.make.company();
    const contact = await t.make.contact(company.id);
    return { companyId: company.id, contactId: contact.id, channel: 'handed_over', on: '2026-11-20', ...changes };
  }

  it('are kept, found and changed', async () => {
    const body = materialBody({ title: `Æbler ${randomUUID()}` });
    const { body: made } = await consultant.post('/materials', body);
    expect(made).toMatchObject({ ...body, body: null, retiredOn: null, version: 1 });
    const path = `/materials/${made['id'] as string}`;
    expect((await consultant.get(path)).body).toEqual(made);
    const changes = { url: null, body: 'Tal med hinanden', language: 'en', retiredOn: '2026-11-20' };
    expect((await consultant.patch(path, 1, changes)).body).toMatchObject({ ...changes, version: 2 });
    expect((await consultant.patch(path, 1, changes)).status).toBe(412);
    expect((await consultant.patch(path, null, changes)).status).toBe(428);
    expect((await consultant.get(`/materials/${randomUUID()}`)).status).toBe(404);
    expect((await consultant.patch(`/materials/${randomUUID()}`, 1, changes)).status).toBe(404);
  });

  it('are listed by title, theme, language and whether they may be given today', async () => {
    const tag = randomUUID();
    const ids = {
      a: await material({ title: `Aa ${tag}`, theme: 'schemes' }),
      c: await material({ title: `Cc ${tag}`, theme: 'schemes', language: 'en' }),
      retired: await material({ title: `Dd ${tag}`, theme: 'schemes', retiredOn: '2026-11-20' }),
      future: await material({ title: `Bb ${tag}`, theme: 'schemes', validFrom: '2026-11-21' }),
      lastDay: await material({ title: `Ee ${tag}`, theme: 'schemes', retiredOn: '2026-11-21' }),
    };
    const found = async (query: string) => {
      const { items, count } = (await consultant.get<Page>(`/materials?theme=schemes&count=true&${query}`)).body;
      expect(count).toBe(items.length);
      return items.map(({ id }) => id);
    };
    expect(await found('')).toEqual([ids.future, ids.c, ids.retired, ids.lastDay, ids.a]);
    expect(await found('language=en')).toEqual([ids.c]);
    expect(await found('usable=true')).toEqual([ids.c, ids.lastDay, ids.a]);
    expect(await found('usable=false')).toEqual([ids.future, ids.retired]);
    expect((await consultant.get('/materials?theme=other')).status).toBe(400);
  });

  it.each<[string, object, string]>([
    ['neither address nor text', { url: null }, '/url'],
    ['an address of another kind', { url: 'javascript:alert(1)' }, '/url'],
    ['an unknown theme', { theme: 'sales' }, '/theme'],
    ['an unknown language', { language: 'se' }, '/language'],
    ['an end on its first day', { retiredOn: '2026-01-01' }, '/retiredOn'],
    ['no title', { title: ' ' }, '/title'],
  ])('with %s are refused, new or changed', async (_name, spoilt, pointer) => {
    const fresh = await consultant.post<Refusal>('/materials', materialBody(spoilt));
    expect([fresh.status, pointers(fresh)]).toEqual([422, [pointer]]);
    const changed = await consultant.patch<Refusal>(`/materials/${await material()}`, 1, spoilt);
    expect([changed.status, pointers(changed)]).toEqual([422, [pointer]]);
  });

  it('are made once however often they are sent', async () => {
    const body = materialBody({ id: randomUUID() });
    const answers = await Promise.all([1, 2, 3].map(() => consultant.post('/materials', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await consultant.post('/materials', { ...body, title: 'Andet' })).status).toBe(409);
  });

  describe('given to a company', () => {
    it('show on the material and on the company', async () => {
      const [first, second] = [await material({ title: 'Første' }), await material({ title: 'Anden' })];
      const body = await deliveryBody({ note: 'Til kantinen' });
      const given = await consultant.post(`/materials/${first}/deliveries`, body);
      expect(given.status).toBe(201);
      expect(given.body).toMatchObject({
        ...body, materialId: first, materialTitle: 'Første', byId: consultant.userId, byName: 'Test consultant',
      });
      const colleague = await t.as('secretariat');
      const { companyId } = body;
      await consultant.post(`/materials/${second}/deliveries`, {
        companyId, channel: 'email', on: '2026-01-01', byId: colleague.userId,
      });
      await consultant.post(`/materials/${first}/deliveries`, await deliveryBody());
      const onCompany = await consultant.get<Page>(`/materials/deliveries?companyId=${companyId}&count=true`);
      expect(onCompany.status).toBe(200);
      expect(onCompany.body).toMatchObject({
        count: 2,
        items: [
          { materialTitle: 'Første', contactId: body.contactId },
          { materialTitle: 'Anden', contactId: null, byId: colleague.userId, note: null },
        ],
      });
      const byMail = await consultant.get<Page>(`/materials/deliveries?companyId=${companyId}&channel=email`);
      expect(byMail.body.items).toMatchObject([{ materialId: second }]);
      const onMaterial = await consultant.get<Page>(`/materials/${first}/deliveries`);
      expect(onMaterial.body.items).toHaveLength(2);
      const both = await consultant.get<Page>(`/materials/${first}/deliveries?companyId=${companyId}`);
      expect(both.body.items).toMatchObject([{ id: given.body['id'] }]);
    });

    it.each<[string, object, string]>([
      ['an unknown company', { companyId: randomUUID() }, '/companyId'],
      ['a contact of another company', { contactId: randomUUID() }, '/contactId'],
      ['an unknown colleague', { byId: randomUUID() }, '/byId'],
      ['an unknown channel', { channel: 'pigeon' }, '/channel'],
      ['a day to come', { on: '2026-11-21' }, '/on'],
      ['a day before it is valid', { on: '2025-12-31' }, '/on'],
    ])('with %s are refused', async (_name, spoilt, pointer) => {
      const path = `/materials/${await material()}/deliveries`;
      const refused = await consultant.post<Refusal>(path, await deliveryBody(spoilt));
      expect([refused.status, pointers(refused)]).toEqual([422, [pointer]]);
      expect((await consultant.get<Page>(path)).body.items).toEqual([]);
    });

    it('are in use until the day they retire', async () => {
      const id = await material();
      await consultant.patch(`/materials/${id}`, 1, { retiredOn: '2026-11-20' });
      const path = `/materials/${id}/deliveries`;
      const late = await consultant.post<Refusal>(path, await deliveryBody());
      expect([late.status, late.body.code, pointers(late)]).toEqual([409, 'material-retired', ['/on']]);
      expect((await consultant.post(path, await deliveryBody({ on: '2026-11-19' }))).status).toBe(201);
      await consultant.patch(`/materials/${id}`, 2, { retiredOn: null });
      expect((await consultant.post(path, await deliveryBody())).status).toBe(201);
    });

    it('are noted once however often it is sent, and nowhere for an unknown material', async () => {
      const path = `/materials/${await material()}/deliveries`;
      const body = { id: randomUUID(), ...(await deliveryBody()) };
      const answers = await Promise.all([1, 2, 3].map(() => consultant.post(path, body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect((await consultant.post(path, { ...body, channel: 'post' })).status).toBe(409);
      expect((await consultant.get<Page>(path)).body.items).toHaveLength(1);
      const nowhere = `/materials/${randomUUID()}/deliveries`;
      expect((await consultant.get(nowhere)).status).toBe(404);
      expect((await consultant.post(nowhere, await deliveryBody())).status).toBe(404);
    });
  });

  it('leave a trace of every change, the note apart as personal', async () => {
    const id = await material();
    await consultant.patch(`/materials/${id}`, 1, { title: 'Nyt navn' });
    const body = await deliveryBody({ note: 'Givet til Mette' });
    const { body: given } = await consultant.post(`/materials/${id}/deliveries`, body);
    const subjects = [id, given['id']];
    const events = await t.db.query<Record<string, unknown>[]>(
      `SELECT subject_type AS type, action, company_id AS company, after, content AS personal
       FROM audit_event LEFT JOIN audit_personal ON event_id = id
       WHERE subject_id = ANY($1::uuid[]) ORDER BY id`,
      [subjects],
    );
    expect(events).toMatchObject([
      { type: 'Material', action: 'create', company: null },
      { type: 'Material', action: 'update', company: null, after: { title: 'Nyt navn' } },
      {
        type: 'MaterialDelivery', action: 'create', company: body.companyId,
        personal: { after: { note: 'Givet til Mette' } },
      },
    ]);
    expect(JSON.stringify(events[2]?.['after'])).not.toContain('Mette');
    const sent = await t.db.query<{ type: string }[]>(
      'SELECT type FROM outbox_event WHERE subject_id = ANY($1::uuid[]) ORDER BY id',
      [subjects],
    );
    expect(sent.map(({ type }) => type)).toEqual(['material.create', 'material.update', 'material_delivery.create']);
  });

  it('are read by a reader and closed to a member', async () => {
    const id = await material();
    const reader = await t.as('reader');
    expect((await reader.get('/materials/deliveries')).status).toBe(200);
    expect((await reader.post('/materials', materialBody())).status).toBe(403);
    expect((await reader.post(`/materials/${id}/deliveries`, await deliveryBody())).status).toBe(403);
    const outsider = await t.as('member', { companyId: (await t.make.company()).id });
    for (const path of ['/materials', `/materials/${id}`, `/materials/${id}/deliveries`, '/materials/deliveries']) {
      expect((await outsider.get(path)).status).toBe(403);
    }
  });
});
