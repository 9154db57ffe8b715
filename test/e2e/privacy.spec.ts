import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TEXT_LIMITS } from '../../src/kernel/redact.js';
import { PersonHolders } from '../../src/modules/contacts/person-holders.js';
import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import { dumpOf, tablesWith } from '../support/database-dump.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { copyOf, type TestDatabase } from '../support/test-database.js';

interface Export {
  contactId: string;
  parts: { name: string; rows: Record<string, unknown>[] }[];
}
interface Erasure {
  contactId: string;
  erasedAt: string;
  changed: Record<string, number>;
  held: { record: string }[];
}

const NAME = 'Kanutta Æblegård';
const OLD_NAME = 'Kanutta Ørnfeldt';
const EMAIL = 'kanutta@aeblegaard.test.dk';
const OLD_EMAIL = 'k.oernfeldt@lager.test.dk';
const PHONE = '+4576290199';

/** Each is one of the person's own writings, alone or in a text with a number of its own. */
const CANARIES = {
  name: NAME, email: EMAIL, phone: PHONE, oldName: OLD_NAME, consent: 'K05 skrev under den 3.',
  visit: `K06 ${NAME.toUpperCase()}`, amendment: 'K07 Kanutta', need: 'K08 Æblegård, Kanutta', task: 'K09 ring 76 29 01 99',
  agreement: `K10 ${OLD_NAME}s plan`, pledge: `K11 <${OLD_EMAIL}>`, participation: 'K12 Kanutta Aeblegaard',
} as const;
const ALL = Object.values(CANARIES);
const WRITINGS = [NAME, OLD_NAME, EMAIL, OLD_EMAIL, PHONE, '76290199', '76 29 01 99'];

const ORDER = { reason: `Efter ønske fra ${NAME}` };

describe('a person who asks what is kept, and to be forgotten', () => {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-'));
  let first: TestApp;
  let t: TestApp;
  let backup: TestDatabase;
  let second: TestDatabase;
  let person: Seeded;
  beforeAll(async () => {
    first = await testApp();
    person = await seed(first);
    await first.app.close();
    backup = await copyOf(first.database);
    second = await copyOf(first.database);
    t = await testApp({ databaseUrl: first.database.appUrl });
  }, 120_000);
  afterAll(async () => {
    await t.close();
    for (const database of [first.database, backup, second]) await database.drop();
    rmSync(folder, { recursive: true });
  });

  const canaries = (dump: ReadonlyMap<string, readonly string[]>) => ALL.filter((one) => tablesWith(dump, one).length > 0);
  let exported = 0;

  it('is shown everything, in JSON and as a document without anything that runs', async () => {
    const admin = await t.as('administrator');
    const { status, body } = await admin.get<Export>(`/contacts/${person.id}/export`);
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    exported = ALL.filter((one) => text.includes(one)).length;
    expect(ALL.filter((one) => !text.includes(one))).toEqual([]);
    expect(body.parts.map(({ name }) => name)).toContain('lookUps');
    expect(text).not.toContain('Fremmed note');

    const document = await admin.get<string>(`/contacts/${person.id}/export?format=html`);
    expect(document.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(document.body).toContain('<h2>Besøg, opkald og møder</h2>');
    expect(document.body).toContain(`&#60;${OLD_EMAIL}&#62;`);
    expect(document.body).not.toMatch(/<script|<style|style=|<link|src=/);
    const [noted] = await t.db.query<{ n: number }[]>(
      "SELECT count(*) AS n FROM audit_event WHERE subject_type = 'Contact' AND action = 'export' AND subject_id = $1",
      [person.id],
    );
    expect(noted?.n).toBe(2);
  });

  /** An export holds restricted notes too, so managers are left out. */
  it('may be exported and erased only by an administrator', async () => {
    expect((await (await t.as('manager')).post(`/contacts/${person.id}/erasure`, ORDER)).status).toBe(403);
    for (const role of ['manager', 'consultant', 'secretariat', 'member', 'reader'] as const) {
      expect((await (await t.as(role)).get(`/contacts/${person.id}/export`)).status).toBe(403);
    }
  });

  it('is forgotten in every table, in the queue and in the log, and stays so', async () => {
    expect(canaries(await dumpOf(first.database.ownerUrl))).toEqual(ALL);
    const admin = await t.as('administrator');
    const answer = await admin.post<Erasure>(`/contacts/${person.id}/erasure`, ORDER);
    expect(answer.status).toBe(200);
    expect(answer.body.changed).toMatchObject({ contact: 1, visits: 1, 'visit-amendments': 1, needs: 1, agreements: 1 });

    const dump = await dumpOf(first.database.ownerUrl);
    expect([...dump.keys()]).toEqual(expect.arrayContaining(['public.audit_personal', 'bullmq.job']));
    const lines = new Map([['log', [...first.logged, ...t.logged]]]);
    const left = canaries(new Map([...dump, ...lines]));
    console.log(`canaries: export ${exported}/${ALL.length}, after erasure ${left.length}/${ALL.length}`);
    expect(left).toEqual([]);
    expect(WRITINGS.filter((one) => tablesWith(new Map([...dump, ...lines]), one).length > 0)).toEqual([]);

    const again = await admin.post<Erasure>(`/contacts/${person.id}/erasure`, ORDER);
    expect([again.status, again.body]).toEqual([200, answer.body]);
    expect((await admin.get(`/contacts/${person.id}`)).status).toBe(404);
    expect((await admin.get(`/contacts/${person.id}/export`)).status).toBe(404);
    expect((await admin.get<{ items: unknown[] }>('/contacts?q=slettet')).body.items).toEqual([]);
    expect((await admin.get<{ items: unknown[] }>('/search?q=slettet')).body.items).toEqual([]);
    const visit = await admin.get(`/visits/${person.visitId}`);
    expect(visit.body).toMatchObject({ summary: 'K06 [fjernet] viste rundt', contactIds: [person.id] });
    const other = await admin.get(`/visits/${person.otherVisitId}`);
    expect(other.body['summary']).toBe('Fremmed note om Kanutta');
  });

  it('is forgotten again when an older backup is restored', async () => {
    expect(canaries(await dumpOf(backup.ownerUrl))).toEqual(ALL);
    const file = join(folder, 'erasures.ndjson');
    const list = await privacy(first.database, 'list');
    expect(list.trim().split('\n')).toHaveLength(1);
    writeFileSync(file, list);
    expect(await privacy(backup, 'replay', file)).toContain('1 slettet igen, 0 findes ikke');
    const left = canaries(await dumpOf(backup.ownerUrl));
    console.log(`canaries: after restore and replay ${left.length}/${ALL.length}`);
    expect(left).toEqual([]);
    // The program's own log is as good a list, and the same twice is the same as once.
    const log = t.logged.filter((line) => line.includes('"erasure"'));
    writeFileSync(file, log.join(''));
    expect(await privacy(backup, 'replay', file)).toContain('1 slettet igen, 0 findes ikke');
  }, 60_000);

  it('keeps exactly what a law holds until the hold is lifted, and nothing is erased by half', async () => {
    const held = await testApp({ databaseUrl: second.appUrl });
    const admin = await held.as('administrator');
    const before = await dumpOf(second.ownerUrl);
    const last = held.app.get(PersonHolders).all().at(-1) as object;
    Object.assign(last, { erase: () => Promise.reject(new Error('The database went away')) });
    expect((await admin.post(`/contacts/${person.id}/erasure`, ORDER)).status).toBe(500);
    Reflect.deleteProperty(last, 'erase');
    expect(await dumpOf(second.ownerUrl)).toEqual(before);

    const legalHold = [{ record: 'visits', basis: 'offentlighedsloven § 13', reviewOn: '2027-11-20' }];
    const answer = await admin.post<Erasure>(`/contacts/${person.id}/erasure`, { ...ORDER, legalHold });
    expect([answer.status, answer.body.held]).toEqual([200, legalHold]);
    const dump = await dumpOf(second.ownerUrl);
    // The name in the held note is the person's name, so that is there too; all the rest is gone.
    expect(canaries(dump)).toEqual([NAME, CANARIES.visit]);
    expect(tablesWith(dump, NAME)).toEqual(['public.erasure_hold', 'public.visit']);

    const unknown = await admin.post(`/contacts/${person.id}/erasure`, {
      ...ORDER, legalHold: [{ ...legalHold[0], record: 'contact' }],
    });
    expect(unknown.body['errors']).toMatchObject([{ pointer: '/legalHold/0/record' }]);
    const lifted = await admin.post<Erasure>(`/contacts/${person.id}/erasure`, ORDER);
    expect(lifted.body.held).toEqual([]);
    expect(canaries(await dumpOf(second.ownerUrl))).toEqual([]);
    await held.close();
  }, 60_000);

  it('can be named in no table that nobody thought of', async () => {
    const naming = await t.db.query<{ name: string }[]>(
      "SELECT conrelid::regclass::text AS name FROM pg_constraint WHERE confrelid = 'contact'::regclass ORDER BY 1",
    );
    expect(naming.map(({ name }) => name)).toEqual([
      'activity_participation', 'agreement_contact', 'consent', 'contact_refusal', 'contact_role', 'erasure',
      'material_delivery', 'pledge', 'privacy_request', 'visit_contact',
    ]);
  });

  it('fits: the mark is never longer than the columns that hold free text', async () => {
    const checks = await t.db.query<{ rule: string }[]>(
      `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
       AND pg_get_constraintdef(oid) ~ 'length\\((summary|text|title|note|asks|purpose|description|place|.*_note|.*_reason)\\) <='`,
    );
    const limits = checks.flatMap(({ rule }) => [...rule.matchAll(/<= (\d+)/g)].map(([, limit]) => Number(limit)));
    expect(limits.length).toBeGreaterThan(15);
    expect(limits.filter((limit) => !TEXT_LIMITS.includes(limit))).toEqual([]);
  });
});

interface Seeded {
  id: string;
  visitId: string;
  otherVisitId: string;
}

/** A person under two names, in everything that a day's work writes. */
async function seed(t: TestApp): Promise<Seeded> {
  const admin = await t.as('administrator');
  const api = await t.as('consultant');
  await admin.patch('/settings', 1, { municipalityCodes: ['0615'] });
  const made = async (path: string, body: object) => {
    const answer = await api.post<{ id: string }>(path, body);
    expect([path, answer.status]).toEqual([path, 201]);
    return answer.body.id;
  };
  const { id: companyId } = await t.make.company();
  const id = await made('/contacts', {
    name: OLD_NAME, email: OLD_EMAIL, phone: PHONE, source: 'company', companies: [{ companyId, role: 'hr' }],
  });
  expect((await api.patch(`/contacts/${id}`, 1, { name: NAME, email: EMAIL })).status).toBe(200);
  const period = { from: '2026-01-01', to: '2027-01-01' };
  const pledgeId = await made('/pledges', {
    companyId, category: 'FLEX_JOB', direction: 'INCLUDE_NEW', quantity: 1, unit: 'places', ...period, contactId: id,
    inReturn: CANARIES.pledge,
  });
  const visitId = await made('/visits', {
    companyId, kind: 'visit', occurredAt: '2026-11-19T09:00:00Z', summary: `${CANARIES.visit} viste rundt`, contactIds: [id],
    needs: [{ direction: 'recruit', horizon: 'short', text: CANARIES.need }],
    tasks: [{ title: CANARIES.task, dueOn: '2026-12-01' }],
    fulfilments: [{ pledgeId, quantity: 1, on: '2026-11-19', note: `Aftalt med ${NAME}` }],
  });
  expect((await api.post(`/visits/${visitId}/amendments`, { text: CANARIES.amendment })).status).toBeLessThan(300);
  await made('/agreements', {
    kind: 'COOPERATION', title: 'Samarbejde', companyId, contactIds: [id], youDo: CANARIES.agreement, ...period,
  });
  await made('/consents', {
    contactId: id, channel: 'phone', purpose: 'cooperation', wording: 'Må vi ringe?', givenBy: 'meeting',
    givenOn: '2026-11-19', evidence: CANARIES.consent,
  });
  const activityId = await made('/activities', {
    kind: 'NETWORK', theme: 'network', title: 'Møde', startsAt: '2026-12-03T13:00:00Z', endsAt: '2026-12-03T15:00:00Z',
  });
  await api.post(`/activities/${activityId}/participations`, { companyIds: [companyId] });
  const note = { contactId: id, note: CANARIES.participation };
  expect((await api.patch(`/activities/${activityId}/participations/${companyId}`, 1, note)).status).toBe(200);
  await made('/tasks', { title: `Skriv til ${EMAIL}`, dueOn: '2026-12-01' });
  await api.get(`/contacts?q=${encodeURIComponent(NAME)}`);
  await api.get(`/search?q=${encodeURIComponent('76 29 01 99')}`);
  // Another Kanutta, at another company.
  const other = await t.make.company();
  const otherVisitId = await made('/visits', {
    companyId: other.id, kind: 'phone', occurredAt: '2026-11-19T09:00:00Z', summary: 'Fremmed note om Kanutta',
  });
  // A reminder that has come: its text stands in a colleague's list.
  const weekly = { every: 1, unit: 'week', count: 3 };
  await made('/tasks', { title: `Hver uge: ${NAME}`, companyId, dueOn: '2026-11-23', recurrence: weekly });
  t.clock.set('2026-11-23T08:00:00Z');
  await t.app.get(ReminderDispatcher).look();
  const [told] = await t.db.query<{ n: number }[]>('SELECT count(*) AS n FROM notification WHERE title::text ~ $1', [NAME]);
  expect(told?.n).toBeGreaterThan(0);
  return { id, visitId, otherVisitId };
}

/** `npm run privacy` on a database, without the build. */
async function privacy(database: TestDatabase, ...words: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/privacy.js', ...words], { env });
  return stdout;
}
