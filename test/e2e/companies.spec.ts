import { randomUUID } from 'node:crypto';
import { makeCvrNumber } from '../../src/kernel/cvr-number.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface List {
  items: { id: string; name: string; cvrNumber: string | null }[];
  nextCursor: string | null;
  count?: number;
}

describe('companies', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
    api = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  const find = async (q: string) => (await api.get<List>(`/companies?q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id);

  it('are found by CVR number in any writing, by part of the name in any spelling, and by P-number', async () => {
    const cvr = makeCvrNumber(850_001);
    const company = await t.make.company({ name: 'Ærø Såmaskiner & Café Ångström', cvr_number: cvr });
    await t.make.workplace(company.id, { p_number: '1003407806' });
    const [a, b, c] = [cvr.slice(0, 2), cvr.slice(2, 5), cvr.slice(5)];
    const writings = [
      cvr, `DK${cvr}`, `DK-${a} ${b} ${c}`, `CVR-nr.: ${cvr}`, `CVR ${a}-${b}-${c}`, 'ærø', 'aero', 'aeroe', 'ÆRØ', 'såmask',
      'samask', 'saamask', 'cafe', 'Café', 'angstrom', 'aangstroem', 'ångström såmaskiner', '1003407806', 'P 10 03 40 78 06',
    ];
    for (const writing of writings) expect([writing, await find(writing)]).toEqual([writing, [company.id]]);
    for (const other of ['ærøskøbing', '1003407807', '24256790', '%', '_']) expect([other, await find(other)]).toEqual([other, []]);
  });

  it('are searched together with workplaces and contacts', async () => {
    const company = await t.make.company({ name: 'Grønbæk Stål', phone: '+4576290099' });
    const workplace = await t.make.workplace(company.id, { name: 'Grønbæk Stål, hal 2' });
    const contact = await t.make.contact(company.id, { name: 'Grete Grønbæk', phone: '+4551515151' });
    const hits = async (q: string) =>
      (await api.get<{ items: { type: string; id: string }[] }>(`/search?q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id);
    expect(await hits('gronbaek')).toEqual([company.id, workplace.id, contact.id]);
    expect(await hits('76 29 00 99')).toEqual([company.id]);
    expect(await hits('+45 51515151')).toEqual([contact.id]);
  });

  it('page by keyset in Danish order, each exactly once, with the exact count on demand', async () => {
    const names = ['Aabenraa Bolt', 'Abild', 'Zoo', 'Æble', 'Øl', 'Ål', 'Århus', 'abild', 'Østers', 'Ærtesuppe'];
    const marked = names.map((name) => `${name} sidetest`);
    for (const name of marked) await t.make.company({ name });
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await api.get<List>(`/companies?q=sidetest&limit=3&count=true${cursor && `&cursor=${cursor}`}`);
      expect(page.body.count).toBe(names.length);
      seen.push(...page.body.items.map(({ name }) => name));
      cursor = page.body.nextCursor ?? '';
    } while (cursor);
    const danish = new Intl.Collator('da');
    expect(seen).toHaveLength(names.length);
    expect(new Set(seen)).toEqual(new Set(marked));
    expect(seen.map((name) => name.charAt(0).toUpperCase())).toEqual(
      [...seen].sort(danish.compare).map((name) => name.charAt(0).toUpperCase()),
    );
    const backwards = await api.get<List>('/companies?q=sidetest&sort=-name');
    expect(backwards.body.items.map(({ name }) => name)).toEqual([...seen].reverse());
  });

  it('keep what a PATCH leaves out, clear what it sends as null, and count the version up', async () => {
    const made = await api.post('/companies', {
      name: 'Prøve', phone: '76 29 29 29', website: 'https://example.dk', employees: 60, postalCode: '8700', city: 'Horsens',
    });
    expect(made.body).toMatchObject({ phone: '+4576292929', sizeClass: 'medium', sizeBasis: 'exact', district: '8700 Horsens' });
    const path = `/companies/${made.body['id'] as string}`;
    const patched = await api.patch(path, 1, { phone: null, hasHrFunction: 'no' });
    expect(patched.status).toBe(200);
    expect(patched.headers.get('etag')).toBe('"2"');
    expect(patched.body).toMatchObject({ phone: null, website: 'https://example.dk', hasHrFunction: 'no', version: 2 });
    expect((await api.patch(path, 2, { name: null })).status).toBe(422);
  });

  it.each([
    [{ employees: 0 }, 'small', 'exact'],
    [{ employees: 249 }, 'medium', 'exact'],
    [{ employees: 250 }, 'large', 'exact'],
    [{ employeeInterval: 'ANTAL_20_49' }, 'small', 'interval'],
    [{ employeeInterval: 'ANTAL_200_499' }, 'undetermined', 'interval'],
    [{ employeeInterval: 'ANTAL_200_499', sizeOverride: 'large', sizeOverrideReason: 'Ringet op' }, 'large', 'manual'],
    [{}, 'unknown', null],
  ])('with %j are %s by %s', async (fields, sizeClass, sizeBasis) => {
    const made = await api.post('/companies', { name: 'Størrelse', ...fields });
    expect(made.body).toMatchObject({ sizeClass, sizeBasis });
  });

  it('lock the CVR number once it is set', async () => {
    const made = await api.post('/companies', { name: 'Uden nummer endnu' });
    const path = `/companies/${made.body['id'] as string}`;
    const cvrNumber = makeCvrNumber(850_002);
    expect((await api.patch(path, 1, { cvrNumber })).status).toBe(200);
    expect((await api.patch(path, 2, { cvrNumber: makeCvrNumber(850_003) })).body['code']).toBe('cvr-locked');
    expect((await api.patch(path, 2, { cvrNumber: null })).status).toBe(409);
    const twice = await api.post('/companies', { name: 'En til', cvrNumber });
    expect([twice.status, twice.body['code']]).toEqual([409, 'taken']);
  });

  it('can be deleted while nothing hangs on them, then no more', async () => {
    const bare = await t.make.company();
    expect((await api.delete(`/companies/${bare.id}`, null)).status).toBe(428);
    expect((await api.delete(`/companies/${bare.id}`, 2)).status).toBe(412);
    expect((await api.delete(`/companies/${bare.id}`, 1)).status).toBe(204);
    expect((await api.get(`/companies/${bare.id}`)).status).toBe(404);
    const known = await t.make.company();
    await t.make.contact(known.id);
    expect((await api.delete(`/companies/${known.id}`, 1)).body['code']).toBe('in-use');
  });

  it('of a member are one; all others are not there', async () => {
    const [own, other] = [await t.make.company(), await t.make.company()];
    const member = await t.as('member', { companyId: own.id });
    expect((await member.get<List>('/companies')).body.items.map(({ id }) => id)).toEqual([own.id]);
    expect((await member.get(`/companies/${own.id}`)).status).toBe(200);
    const foreign = await member.get(`/companies/${other.id}`);
    const missing = await member.get(`/companies/${randomUUID()}`);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
    expect(foreign.status).toBe(404);
    expect((await member.get<List>(`/search?q=${other.cvrNumber}`)).body.items).toEqual([]);
    expect((await (await t.as('member')).get<List>('/companies')).body.items).toEqual([]);
  });

  it('have workplaces whose P-number is locked, without a check digit', async () => {
    const company = await t.make.company();
    const made = await api.post(`/companies/${company.id}/workplaces`, { name: 'Hal 1', pNumber: '10 03 40 78 07', city: 'Horsens', postalCode: '8700' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ pNumber: '1003407807', district: '8700 Horsens' });
    const path = `/workplaces/${made.body['id'] as string}`;
    expect((await api.patch(path, 1, { pNumber: '1003407808' })).status).toBe(409);
    expect((await api.patch(path, 1, { ceasedOn: '2026-11-01' })).body).toMatchObject({ ceasedOn: '2026-11-01', version: 2 });
    expect((await api.get<List>(`/companies/${company.id}/workplaces`)).body.items).toHaveLength(1);
  });
});
