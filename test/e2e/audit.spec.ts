import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { AuditKeeper } from '../../src/modules/audit-chain/audit-keeper.js';
import type { AuditHead } from '../../src/modules/audit-chain/audit-head.js';
import type { AuditEventDto, PersonLogEntry } from '../../src/modules/audit/audit.dto.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

type Items<T> = { items: T[]; count?: number };

describe('the audit log', () => {
  let t: TestApp;
  let admin: Api;
  let consultant: Api;
  beforeAll(async () => {
    t = await testApp();
    admin = await t.as('administrator');
    consultant = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
  });

  const log = async (query: string) => (await admin.get<Items<AuditEventDto>>(`/audit?${query}`)).body.items;
  const aContact = async (name = 'Karen Kanarie') => {
    const { id: companyId } = await t.make.company();
    const body = { name, source: 'company', companies: [{ companyId, role: 'owner' }] };
    const { id } = (await consultant.post<{ id: string }>('/contacts', body)).body;
    return { id, companyId };
  };
  const aVisit = async (companyId: string, contactIds: string[], restricted = false) => {
    const body = { companyId, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z', summary: 'Talte med Karen', contactIds, restricted };
    return (await consultant.post<{ id: string }>('/visits', body)).body.id;
  };

  it('tells who looked at a contact, one row per request', async () => {
    const { id, companyId } = await aContact();
    const other = await t.make.contact(companyId);
    await consultant.get(`/contacts/${id}`);
    await consultant.get(`/contacts?companyId=${companyId}`);
    const events = await log(`contactId=${id}&kind=reads&actorId=${consultant.userId}`);
    expect(events).toMatchObject([
      { kind: 'read', action: 'read', subjectType: 'Contact', subjectId: null, companyId, purpose: 'contact-work' },
      { subjectId: id, companyId, contactIds: [id], actorId: consultant.userId, personal: null },
    ]);
    expect(events[0]?.contactIds.sort()).toEqual([id, other.id].sort());
  });

  it('keeps what was searched for apart from what is sealed, and logs a search that finds nobody', async () => {
    const { id } = await aContact('Søren Sjælden');
    await consultant.get(`/contacts?q=${encodeURIComponent('sjælden')}`);
    await consultant.get('/search?q=sjaelden');
    await consultant.get('/contacts?q=findesikke');
    const [none, ...found] = await log(`kind=reads&action=search&actorId=${consultant.userId}`);
    expect(none).toMatchObject({ contactIds: [], personal: { criteria: { q: 'findesikke' } } });
    expect(found).toMatchObject([
      { purpose: 'search', contactIds: [id], personal: { criteria: { q: 'sjaelden' } } },
      { purpose: 'contact-work', contactIds: [id], personal: { criteria: { q: 'sjælden' } } },
    ]);
    const [sealed] = await t.db.query<{ text: string }[]>(
      "SELECT string_agg(e::text, ' ') AS text FROM audit_event e WHERE action = 'search'",
    );
    expect(sealed?.text).not.toMatch(/sj(æ|ae)lden/);
  });

  it('counts reading a note as reading about those who were there, unless the note was hidden', async () => {
    const { id, companyId } = await aContact();
    const visitId = await aVisit(companyId, [id]);
    const reader = await t.as('reader');
    for (const path of [`/visits/${visitId}`, `/visits?companyId=${companyId}`, `/companies/${companyId}/timeline`]) {
      await reader.get(path);
    }
    expect(await log(`contactId=${id}&actorId=${reader.userId}`)).toMatchObject([
      { purpose: 'company-timeline', subjectType: 'Visit', companyId, contactIds: [id] },
      { purpose: 'visit-note', subjectId: null },
      { purpose: 'visit-note', subjectId: visitId },
    ]);
    const hidden = await aVisit(companyId, [id], true);
    await reader.get(`/visits/${hidden}`);
    expect(await log(`subjectId=${hidden}&kind=reads`)).toEqual([]);
  });

  it('writes a failed look-up nowhere, and does not answer one that it cannot write', async () => {
    const { id } = await aContact();
    const before = await log('kind=reads&action=read');
    expect((await consultant.get(`/contacts/${randomUUID()}`)).status).toBe(404);
    expect((await log('kind=reads&action=read')).length).toBe(before.length + 1); // the log's own reading
    const owner = `ALTER TABLE audit_event ADD CONSTRAINT no_reads CHECK (contact_ids <> ARRAY['${id}'::uuid] OR kind = 'change')`;
    await asOwner(owner);
    expect((await consultant.get(`/contacts/${id}`)).status).toBe(422);
    await asOwner('ALTER TABLE audit_event DROP CONSTRAINT no_reads');
    expect((await consultant.get(`/contacts/${id}`)).status).toBe(200);
  });

  it('filters by day, action and kind, and shows personal values to those who account for changes', async () => {
    const { id } = await aContact('Vis Mig');
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
    const day = (days: number) => today.format(Date.now() + days * 86_400_000);
    const count = async (query: string) => (await log(`contactId=${id}&${query}`)).length;
    expect(await count(`kind=changes&from=${day(0)}&to=${day(1)}`)).toBe(1);
    expect(await count(`kind=changes&from=${day(1)}`)).toBe(0);
    expect(await count(`kind=changes&to=${day(0)}`)).toBe(0);
    expect(await count('kind=changes&action=update')).toBe(0);
    const [event] = await log(`contactId=${id}&action=create`);
    expect(event).toMatchObject({ personal: { after: { name: 'Vis Mig' } } });
    expect(JSON.stringify(event?.after)).not.toContain('Vis Mig');
    const [reading] = await log('subjectType=AuditEvent');
    expect(reading).toMatchObject({ purpose: 'audit', action: 'read', actorId: admin.userId, contactIds: [id] });
    expect((await consultant.get('/audit')).status).toBe(403);
  });

  it('tells a person when and why, and who only to administrators', async () => {
    const { id, companyId } = await aContact();
    const visitId = await aVisit(companyId, [id]);
    await consultant.post(`/visits/${visitId}/amendments`, { text: 'Karen rettede sig' });
    await consultant.get(`/contacts/${id}`);
    const manager = await t.as('manager');
    const path = `/audit/people/${id}`;
    const { body } = await manager.get<Items<PersonLogEntry>>(`${path}?count=true`);
    expect(body.items.map((one) => [one.subjectType, one.action, one.purpose])).toEqual([
      ['Contact', 'read', 'contact-work'], ['VisitAmendment', 'create', null], ['Visit', 'create', null],
      ['Contact', 'create', null],
    ]);
    expect(body.count).toBe(4);
    expect(body.items[0]).toMatchObject({ purposeDa: 'Arbejde med kontaktpersoner', purposeEn: 'Work with contacts' });
    expect(JSON.stringify(body)).not.toContain(consultant.userId);
    expect((await manager.get(`${path}?withActors=true`)).status).toBe(403);
    const whole = await admin.get<Items<PersonLogEntry>>(`${path}?withActors=true`);
    expect(whole.body.items.map(({ actorId }) => actorId)).toEqual([
      manager.userId, ...Array.from({ length: 4 }, () => consultant.userId),
    ]);
    expect((await admin.get(`/audit/people/${randomUUID()}`)).status).toBe(404);
    expect((await consultant.get(path)).status).toBe(403);
  });

  it('gives the same as a file', async () => {
    const { id } = await aContact();
    await consultant.get(`/contacts/${id}`);
    const { status, headers, body } = await admin.get<string>(`/audit/people/${id}?format=csv&limit=1`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [head, read, made, ...more] = String(body).replace('\uFEFF', '').split('\r\n');
    expect(head).toBe('Tidspunkt (UTC);Handling;Vedrører;Formål');
    expect(read).toMatch(/^20\d\d-.*Z;Læst;Kontaktperson;Arbejde med kontaktpersoner$/);
    expect(made).toMatch(/;Oprettet;Kontaktperson;Registrering$/);
    expect(more).toEqual(['']);
    expect(await log(`contactId=${id}&action=export`)).toMatchObject([{ purpose: 'access-request' }]);
  });

  it('is sealed by the worker, whose head can be noted and checked from the command line', async () => {
    await aContact();
    expect((await admin.get<AuditHead>('/audit/head')).body).toEqual({ seq: 0, hash: '0'.repeat(64), sealedAt: null });
    await t.app.get(AuditKeeper).round();
    const head = (await admin.get<AuditHead>('/audit/head')).body;
    expect(head).toMatchObject({ seq: 1, sealedAt: t.clock.now().toISOString() });
    expect(t.logged.filter((line) => line.includes(head.hash))).toHaveLength(2);
    const right = await verify('--head', head.hash);
    expect(right.code).toBe(0);
    expect(right.output).toMatch(new RegExp(`\\d+ events in 1 batches verified, head ${head.hash}\\n$`));
    expect((await verify('--head', '1'.repeat(64))).code).toBe(1);
    expect((await verify('--head', 'abc')).code).toBe(2);
    await asOwner("UPDATE audit_event SET action = 'other' WHERE id = (SELECT max(id) FROM audit_event WHERE id <@ (SELECT event_ids FROM audit_batch))");
    const wrong = await verify();
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringMatching(/^event \d+: was changed/)]);
  });

  async function asOwner(sql: string): Promise<void> {
    const { default: pg } = await import('pg');
    const owner = new pg.Client({ connectionString: t.database.ownerUrl });
    await owner.connect();
    await owner.query(sql);
    await owner.end();
  }

  async function verify(...parameters: string[]): Promise<{ code: number; output: string }> {
    const env = { ...process.env, DATABASE_URL: t.database.appUrl, DATABASE_OWNER_URL: t.database.ownerUrl };
    const run = promisify(execFile)(process.execPath, ['dist/audit.js', 'verify', ...parameters], { env });
    return await run.then(
      ({ stdout }) => ({ code: 0, output: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, output: stderr + stdout }),
    );
  }
});
