import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/kernel/local-date.js';
import type { ActivityDto } from '../../src/modules/activities/activity.dto.js';
import { jobFair } from '../support/activity-calls.js';
import type { Api } from '../support/api.js';
import { calendarToken } from '../support/calendar-write-routes.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { made } from '../support/write-route.js';

const TODAY = '2026-11-20';

/** The events of a calendar, each as its properties by name; parameters such as `;VALUE=DATE` stay in the name. */
function eventsIn(text: string): Map<string, string>[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const events: Map<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push(new Map());
    const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
    events.at(-1)?.set(name, value);
  }
  return events;
}

/** What a clock in Copenhagen shows at a time written in UTC, such as `20260715T080000Z`. */
function shownInCopenhagen(time = ''): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00Z$/.exec(time) ?? [];
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  const zone = { timeZone: 'Europe/Copenhagen', dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', zone).format(instant);
}

describe('the calendar', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => {
    await t.close();
  });
  afterEach(() => {
    t.clock.set(`${TODAY}T09:30:00Z`);
  });

  const read = (token: string) => t.anonymous.get<string>(`/calendar/${token}.ics`);
  const eventsOf = async (token: string) => eventsIn((await read(token)).body);
  const titlesOf = async (token: string) => (await eventsOf(token)).map((event) => event.get('SUMMARY'));
  const addTask = (api: Api, values: object) =>
    made({ t, api }, '/tasks', { title: 'Ring til Prøve Person', ...values });
  const status = async (token: string) => (await read(token)).status;

  describe('address', () => {
    it('is shown once, kept as a hash, and in no log or audit', async () => {
      const api = await t.as('consultant');
      expect((await api.get('/calendar-feed')).body).toEqual({ createdAt: null, lastUsedAt: null });
      const { status: created, body } = await api.post<{ url: string; createdAt: string }>('/calendar-feed');
      const [, token = ''] = /^http:\/\/localhost:\d+\/api\/calendar\/([\w-]{43})\.ics$/.exec(body.url) ?? [];
      expect([created, body.createdAt, await status(token)]).toEqual([201, t.clock.now().toISOString(), 200]);
      expect(await status(`${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`)).toBe(404);
      const rows: unknown = await t.db.query("SELECT encode(token_hash, 'escape') AS hash, f.* FROM calendar_feed f");
      const audit = await t.db.query<object[]>("SELECT * FROM audit_event WHERE subject_type = 'CalendarFeed'");
      expect(audit).toMatchObject([{ action: 'create', subject_id: api.userId }]);
      const { body: seen } = await api.get('/calendar-feed');
      expect(t.logged.some((line) => line.includes('/api/calendar/:token.ics'))).toBe(true);
      expect(JSON.stringify([rows, audit, seen, t.logged])).not.toContain(token.slice(0, 20));
    });

    it('says to the minute when it was last used', async () => {
      const api = await t.as('consultant');
      const token = await calendarToken(api);
      const lastUsed = async () => (await api.get('/calendar-feed')).body['lastUsedAt'];
      expect(await lastUsed()).toBeNull();
      await read(token);
      t.clock.advance(59_000);
      await read(token);
      expect(await lastUsed()).toBe('2026-11-20T09:30:00.000Z');
      t.clock.advance(2_000);
      await read(token);
      expect(await lastUsed()).toBe('2026-11-20T09:31:01.000Z');
    });

    it('stops working when there is a newer one, when it is revoked, and while its owner is disabled', async () => {
      const [api, admin] = [await t.as('consultant'), await t.as('administrator')];
      const [first, second] = [await calendarToken(api), await calendarToken(api)];
      expect([await status(first), await status(second)]).toEqual([404, 200]);
      expect([(await api.delete('/calendar-feed', null)).status, await status(second)]).toEqual([204, 404]);
      expect((await api.delete('/calendar-feed', null)).status).toBe(204);
      const third = await calendarToken(api);
      expect((await admin.patch(`/users/${api.userId}`, 1, { disabled: true })).status).toBe(200);
      expect(await status(third)).toBe(404);
    });

    it.each([
      [404, 'x'], [404, 'null'], [404, 'a'.repeat(43)], [404, randomUUID()], [404, 'a.ics'], [404, '..%2f'],
      [400, '%00'], [400, '%ff'], [400, 'x'.repeat(400)],
    ])('that nobody was given is a problem, %i: %s', async (expected, token) => {
      const { status: found, headers } = await read(token);
      expect([found, headers.get('content-type')?.split(';')[0]]).toEqual([expected, 'application/problem+json']);
    });

    it('answers a calendar that nobody on the way keeps', async () => {
      const { headers, body } = await read(await calendarToken(await t.as('reader')));
      const names = ['content-type', 'cache-control', 'referrer-policy'];
      expect(names.map((name) => headers.get(name))).toEqual([
        'text/calendar; charset=utf-8', 'private, no-store', 'no-referrer',
      ]);
      expect(body).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n[^]*METHOD:PUBLISH\r\n[^]*END:VCALENDAR$/);
      expect(body.split('\r\n').filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
    });
  });

  describe('content', () => {
    it('has the open tasks of the owner as whole days, and no word that a colleague wrote', async () => {
      const [api, other] = [await t.as('consultant'), await t.as('consultant')];
      const company = await t.make.company({ name: 'Træ; Beslag, \\ Søn' });
      const id = await addTask(api, { dueOn: '2026-12-24', companyId: company.id });
      await addTask(other, { dueOn: '2026-12-24' });
      const done = await addTask(api, { dueOn: '2026-12-25' });
      expect((await api.post(`/tasks/${done}/complete`, {})).status).toBe(200);
      const token = await calendarToken(api);
      const [event, ...more] = await eventsOf(token);
      expect(more).toEqual([]);
      expect(Object.fromEntries(event ?? [])).toMatchObject({
        UID: `task-${id}@localhost`, SEQUENCE: '1', STATUS: 'CONFIRMED', TRANSP: 'TRANSPARENT',
        'DTSTART;VALUE=DATE': '20261224', 'DTEND;VALUE=DATE': '20261225',
        SUMMARY: 'Håndslag: opgave\\, Træ\\; Beslag\\, \\\\ Søn',
      });
      expect(event?.get('URL;VALUE=URI')).toMatch(/^http:\/\/localhost:\d+\/opgaver$/);
      expect((await read(token)).body).not.toContain('Prøve Person');
      expect((await api.patch(`/tasks/${id}`, 1, { dueOn: '2026-12-28' })).status).toBe(200);
      const [moved] = await eventsOf(token);
      expect(['UID', 'SEQUENCE', 'DTSTART;VALUE=DATE'].map((name) => moved?.get(name))).toEqual([
        `task-${id}@localhost`, '2', '20261228',
      ]);
      expect(moved?.get('DTSTAMP')).toBe(event?.get('DTSTAMP'));
    });

    it('reaches three months back and twelve ahead', async () => {
      const api = await t.as('consultant');
      for (const dueOn of ['2026-08-19', '2026-08-20', '2027-11-20', '2027-11-21']) await addTask(api, { dueOn });
      const days = (await eventsOf(await calendarToken(api))).map((event) => event.get('DTSTART;VALUE=DATE'));
      expect(days).toEqual(['20260820', '20271120']);
    });

    it('has the companies the owner is to contact within 60 days, 200 at most', async () => {
      const api = await t.as('consultant');
      const mine = { consultant_id: api.userId, next_contact_on: '2026-12-01' };
      const company = await t.make.company(mine);
      await t.make.company({ ...mine, next_contact_on: '2027-01-20' });
      await t.make.company({ ...mine, consultant_id: null });
      await t.make.company({ ...mine, status: 'ceased' });
      await t.make.company({ ...mine, contact_policy: 'do_not_contact', contact_policy_reason: 'X' });
      const pause = { contact_paused_until: '2027-01-01', contact_pause: 'snoozed', contact_pause_reason: 'X' };
      await t.make.company({ ...mine, ...pause });
      const token = await calendarToken(api);
      const events = await eventsOf(token);
      expect(events.map((event) => [event.get('UID'), event.get('DTSTART;VALUE=DATE'), event.get('SUMMARY')])).toEqual([
        [`contact-${company.id}@localhost`, '20261201', `Håndslag: kontakt ${company.name}`],
      ]);
      expect(events[0]?.get('DTSTAMP')).toBe('20261120T093000Z');
      for (let index = 0; index < 205; index += 1) {
        await t.make.company({ ...mine, next_contact_on: addDays(TODAY, index < 10 ? -1 - index : index % 60) });
      }
      const many = (await eventsOf(token)).map((event) => event.get('DTSTART;VALUE=DATE') ?? '');
      const overdue = many.filter((day) => day < '20261120').length;
      console.log(`calendar: ${many.length} of 206 companies, ${overdue} of 10 overdue`);
      expect([many.length, overdue]).toEqual([200, 4]);
    });

    it('has the days on which the owner’s agreements are to be gone through', async () => {
      const [api, other] = [await t.as('consultant'), await t.as('consultant')];
      const { id: companyId, name } = await t.make.company();
      const fields = { kind: 'COOPERATION', title: 'Aftale med Prøve Person', companyId, reviewOn: '2027-02-01' };
      const id = await made({ t, api }, '/agreements', { ...fields, colleagueIds: [api.userId] });
      await made({ t, api }, '/agreements', { ...fields, colleagueIds: [other.userId] });
      const events = await eventsOf(await calendarToken(api));
      expect(events.map((event) => [event.get('UID'), event.get('DTSTART;VALUE=DATE'), event.get('SUMMARY')])).toEqual([
        [`agreement-${id}@localhost`, '20270201', `Håndslag: gennemgå aftale\\, ${name}`],
      ]);
    });

    it.each([
      ['winter', '2027-01-15T07:00:00Z', '2027-01-15 08:00', '2027-01-15 11:00'],
      ['summer', '2027-07-15T06:00:00Z', '2027-07-15 08:00', '2027-07-15 11:00'],
      ['the night clocks go forward', '2027-03-28T00:30:00Z', '2027-03-28 01:30', '2027-03-28 05:30'],
      ['the night clocks go back, first 02:30', '2027-10-31T00:30:00Z', '2027-10-31 02:30', '2027-10-31 04:30'],
      ['the night clocks go back, second 02:30', '2027-10-31T01:30:00Z', '2027-10-31 02:30', '2027-10-31 05:30'],
    ])('has activities at the time a clock in Copenhagen shows: %s', async (_when, startsAt, start, end) => {
      const api = await t.as('consultant');
      const endsAt = new Date(Date.parse(startsAt) + 3 * 3_600_000).toISOString();
      const id = await made({ t, api }, '/activities', jobFair({ startsAt, endsAt, title: 'Fest hos Prøve Person' }));
      const text = (await read(await calendarToken(api))).body;
      const [event] = eventsIn(text);
      expect([shownInCopenhagen(event?.get('DTSTART')), shownInCopenhagen(event?.get('DTEND'))]).toEqual([start, end]);
      expect(event?.get('DTSTART')).toBe(startsAt.replace(/[-:]/g, ''));
      expect([event?.get('UID'), event?.get('SUMMARY')]).toEqual([`activity-${id}@localhost`, 'Håndslag: Jobmesse']);
      expect(text).not.toContain('Prøve Person');
    });

    it('follows the role of its owner: a member sees no more than a member', async () => {
      const api = await t.as('consultant');
      const company = await t.make.company({ consultant_id: api.userId, next_contact_on: TODAY });
      await addTask(api, { dueOn: TODAY });
      await made({ t, api }, '/activities', jobFair());
      const shared = await made({ t, api }, '/activities', jobFair({ sharedWithMembers: true }));
      const token = await calendarToken(api);
      expect(await titlesOf(token)).toHaveLength(4);
      await t.db.query("UPDATE app_user SET role = 'member', company_id = $2 WHERE id = $1", [api.userId, company.id]);
      expect((await eventsOf(token)).map((event) => event.get('UID'))).toEqual([`activity-${shared}@localhost`]);
    });
  });

  describe('invitation', () => {
    const plan = async (api: Api, changes: object = {}) =>
      (await api.post<ActivityDto>('/activities', jobFair(changes))).body;
    const invitation = (api: Api, id: string) => api.get<string>(`/activities/${id}/invitation.ics`);

    it('has the title, place and times of the activity and names nobody', async () => {
      const api = await t.as('consultant');
      const { id } = await plan(api, { place: 'Hallen, Prøvevej 1', description: 'Spørg Prøve Person' });
      const { status: found, headers, body } = await invitation(api, id);
      const names = ['content-type', 'content-disposition'];
      expect([found, ...names.map((name) => headers.get(name))]).toEqual([
        200, 'text/calendar; charset=utf-8', 'attachment; filename="invitation.ics"',
      ]);
      expect(body).toContain('METHOD:PUBLISH\r\n');
      expect(body).not.toMatch(/Prøve Person|Test consultant|ATTENDEE/);
      const [event] = eventsIn(body);
      expect(Object.fromEntries(event ?? [])).toMatchObject({
        UID: `activity-${id}@localhost`, SEQUENCE: '1', STATUS: 'CONFIRMED', SUMMARY: 'Jobmesse i hallen',
        LOCATION: 'Hallen\\, Prøvevej 1', DTSTART: '20261120T120000Z', DTEND: '20261120T150000Z',
      });
      expect(event?.get('ORGANIZER;CN="Håndslag"')).toMatch(/^mailto:haandslag@/);
    });

    it('takes a cancelled activity out of the calendar, by the same UID and a higher sequence', async () => {
      const api = await t.as('consultant');
      const { id } = await plan(api);
      const token = await calendarToken(api);
      const [before] = await eventsOf(token);
      expect((await api.post(`/activities/${id}/cancel`, { reason: 'Sygdom hos Prøve Person' })).status).toBe(200);
      const { body } = await invitation(api, id);
      const [[event], [inFeed]] = [eventsIn(body), await eventsOf(token)];
      expect(body).toContain('METHOD:CANCEL\r\n');
      expect(body).not.toContain('Prøve Person');
      for (const after of [event, inFeed]) {
        expect([after?.get('UID'), after?.get('STATUS')]).toEqual([before?.get('UID'), 'CANCELLED']);
        expect(Number(after?.get('SEQUENCE'))).toBeGreaterThan(Number(before?.get('SEQUENCE')));
      }
    });

    it('is given to members only for activities they may see', async () => {
      const [api, member] = [await t.as('consultant'), await t.as('member')];
      const [own, shared] = [await plan(api), await plan(api, { sharedWithMembers: true })];
      const statuses = [own, shared].map(async ({ id }) => (await invitation(member, id)).status);
      expect(await Promise.all(statuses)).toEqual([404, 200]);
      expect((await invitation(t.anonymous, shared.id)).status).toBe(401);
      expect((await invitation(api, randomUUID())).status).toBe(404);
    });
  });
});
