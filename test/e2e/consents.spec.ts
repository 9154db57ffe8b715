import { randomUUID } from 'node:crypto';
import { ImportCommit } from '../../src/modules/imports/import-commit.js';
import { GateCalls, type Page, type Refusal, TODAY, YES } from '../support/gate-calls.js';
import { companyRecord, Importer, ndjson, since, unitRecord } from '../support/imports.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { cvrNumber, pNumber } from '../support/write-route.js';

describe('consents and bases', () => {
  let t: TestApp;
  let gate: GateCalls;
  beforeAll(async () => {
    t = await testApp();
  });
  beforeEach(async () => {
    gate = new GateCalls(t, t.anonymous);
    await gate.goTo('2026-11-20T09:30:00Z');
  });
  afterAll(async () => {
    await t.close();
  });

  it('is made once however often it is sent, refuses what does not fit, and writes it all down', async () => {
    const { id: companyId } = await t.make.company();
    const sent = { id: randomUUID(), ...YES, companyId, evidence: 'Aftalt med Bodil Bager' };
    const send = async () => (await gate.api.post('/consents', sent)).status;
    expect([await send(), await send()]).toEqual([201, 200]);
    expect((await gate.api.post('/consents', { ...sent, channel: 'sms' })).status).toBe(409);
    await gate.api.post(`/consents/${sent.id}/withdraw`, {});
    const manager = await t.as('manager');
    const audit = await manager.get<Page>(`/audit?subjectType=Consent&companyId=${companyId}`);
    expect(audit.body.items.map(({ action }) => action)).toEqual(['withdraw', 'create']);
    const open = audit.body.items.map(({ before, after }) => [before, after]);
    expect(JSON.stringify(open)).not.toContain('Bodil');
    const { id: contactId } = await t.make.contact(companyId);
    const basis = { companyId, kind: 'inbound', validFrom: TODAY };
    for (const [path, body, pointer] of [
      ['/consents', YES, '/companyId'], ['/consents', { ...YES, companyId, contactId }, '/companyId'],
      ['/consents', { ...YES, companyId, givenOn: '2026-11-21' }, '/givenOn'],
      ['/consents', { ...YES, companyId, purpose: 'lunch' }, '/purpose'],
      ['/consents', { ...YES, contactId: randomUUID() }, '/contactId'],
      ['/contact-bases', { ...basis, kind: 'legal' }, '/legalText'],
      ['/contact-bases', { ...basis, decidedBy: 'Juristen' }, '/decidedBy'],
      ['/contact-bases', { ...basis, validTo: TODAY }, '/validTo'],
    ] as const) {
      const refused = await gate.api.post<Refusal>(path, body);
      expect([path, refused.status, refused.body.errors.map((one) => one.pointer)]).toEqual([path, 422, [pointer]]);
    }
  });

  it('is open to no member, and to a reader for reading', async () => {
    const { id: companyId } = await t.make.company();
    const [member, reader] = [await t.as('member', { companyId }), await t.as('reader')];
    const query = `companyId=${companyId}`;
    const paths = ['/consents', '/contact-bases', `/contact-check?${query}&channel=phone&purpose=cooperation`];
    for (const path of paths) {
      expect([path, (await member.get(path)).status, (await reader.get(path)).status]).toEqual([path, 403, 200]);
    }
    const ask = { companyIds: [companyId], channel: 'phone', purpose: 'cooperation' };
    expect((await member.post('/contact-checks', ask)).status).toBe(403);
    expect((await reader.post('/contact-checks', ask)).status).toBe(200);
    for (const one of [member, reader]) {
      expect((await one.post('/consents', { ...YES, companyId })).status).toBe(403);
      expect((await one.post('/contact-bases', { companyId, kind: 'inbound', validFrom: TODAY })).status).toBe(403);
      expect((await one.post(`/consents/${randomUUID()}/withdraw`, {})).status).toBe(403);
      expect((await one.post(`/contact-bases/${randomUUID()}/end`, {})).status).toBe(403);
    }
  });

  it('dates what is said about contact, by hand', async () => {
    const company = await gate.api.post<{ id: string }>('/companies', { name: 'Prøvefirma' });
    expect(company.body).toMatchObject({ contactPolicySince: null, advertisingProtectedSince: null });
    const path = `/companies/${company.body.id}`;
    await gate.api.patch(path, 1, { contactPolicy: 'consent_only', contactPolicyReason: 'Bedt om det' });
    await gate.goTo('2026-11-24T09:00:00Z');
    const later = await gate.api.patch(path, 2, { contactPolicy: 'consent_only', advertisingProtected: true });
    expect(later.body).toMatchObject({ contactPolicySince: TODAY, advertisingProtectedSince: '2026-11-24' });
    const workplace = await gate.api.post(`${path}/workplaces`, { name: 'Lager', contactPolicy: 'do_not_contact' });
    expect(workplace.body).toMatchObject({ contactPolicySince: '2026-11-24', advertisingProtectedSince: null });
  });

  it('dates what the register says, on the day on which it says something else', async () => {
    const [cvr, p] = [cvrNumber(), pNumber()];
    const take = async (reklamebeskyttet: boolean, telefon: string) => {
      const importer = new Importer(await t.as('administrator'));
      const telefonNummer = [{ kontaktoplysning: telefon, hemmelig: false, ...since('2020-01-01') }];
      const changes = { reklamebeskyttet, telefonNummer };
      const file = ndjson([companyRecord(cvr, changes), unitRecord(cvr, Number(p), changes)]);
      const { body: { id } } = await importer.upload(file);
      expect((await importer.api.post(`/imports/${id}/commit`)).status).toBe(202);
      await t.app.get(ImportCommit).sweep();
      expect(await importer.one(id)).toMatchObject({ state: 'committed', failed: 0 });
      return await t.db.query<object[]>(
        `SELECT c.advertising_protected_since AS company, w.advertising_protected_since AS workplace, c.version, c.phone
         FROM company c JOIN workplace w ON w.company_id = c.id WHERE c.cvr_number = $1`,
        [cvr],
      );
    };
    const [first, second, third] = ['2026-11-20', '2026-12-20', '2027-01-20'];
    const both = (day = '') => ({ company: day, workplace: day });
    expect(await take(true, '76292929')).toMatchObject([{ ...both(first), version: 1 }]);
    t.clock.set(`${second}T09:00:00Z`);
    expect(await take(true, '76292929')).toMatchObject([{ ...both(first), version: 1 }]);
    expect(await take(true, '76292930')).toMatchObject([{ ...both(first), version: 2, phone: '+4576292930' }]);
    expect(await take(false, '76292930')).toMatchObject([{ ...both(second), version: 3 }]);
    t.clock.set(`${third}T09:00:00Z`);
    expect(await take(true, '76292930')).toMatchObject([{ ...both(third), version: 4 }]);
  });

  it('gives a person what is kept, and forgets it', async () => {
    const { id: companyId } = await t.make.company();
    const { id: contactId } = await t.make.contact(companyId, { name: 'Bo (Bent) Æble', email: 'bo@firma.invalid' });
    await gate.made('/consents', { ...YES, contactId, evidence: 'Sagde det til mødet' });
    const evidence = 'BO (BENT) ÆBLE sagde ja. Skriv til bo@firma.invalid.';
    const kept = await gate.made('/consents', { ...YES, companyId, evidence });
    const inbound = { companyId, kind: 'inbound', validFrom: TODAY, note: 'Bo (Bent) Æblegren er en anden' };
    const basis = await gate.made('/contact-bases', inbound);
    const admin = await t.as('administrator');
    const { parts } = (await admin.get<{ parts: { name: string }[] }>(`/contacts/${contactId}/export`)).body;
    expect(parts).toMatchObject([
      { name: 'consents', rows: [{ channel: 'phone', evidence: 'Sagde det til mødet' }] },
      { name: 'company-consents', rows: [{ id: kept }] },
      { name: 'contact' }, { name: 'lookUps' },
    ]);
    expect((await admin.post(`/contacts/${contactId}/erasure`, { reason: 'Ønsker det' })).body['changed']).toMatchObject({
      consents: 1, 'company-consents': 1,
    });
    const { items } = (await gate.api.get<Page>(`/consents?companyId=${companyId}`)).body;
    expect(items).toMatchObject([{ id: kept, evidence: '[fjernet] sagde ja. Skriv til [fjernet].' }]);
    const bases = (await gate.api.get<Page>(`/contact-bases?companyId=${companyId}`)).body.items;
    expect(bases).toMatchObject([{ id: basis, note: 'Bo (Bent) Æblegren er en anden' }]);
  });
});
