import { localDateOf } from '../../src/kernel/local-date.js';
import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import { ReminderRound } from '../../src/modules/reminder-rules/reminder-round.js';
import type { Api } from '../support/api.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type TestApp, testApp } from '../support/test-app.js';

const TRIES = process.env['LONG'] === '1' ? 1_000 : 100;
const FORGOTTEN_MS = 180_000;

interface Row { kind: string; channel: string; state: string; reason: string | null; dueAt: string; occurrence: string; recipientId: string }

describe('reminders of the features', () => {
  let t: TestApp;
  let sink: SmtpSink;
  let me: Api;
  let admin: Api;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    t = await testApp({ smtpUrl: sink.url });
    admin = await t.as('administrator');
  });
  beforeEach(async () => {
    await go('2026-11-20T09:30:00Z');
    sink.mails.length = 0;
    me = await t.as('consultant');
  });
  afterAll(async () => {
    await t.close();
    await sink.close();
  });

  /** Nobody is signed out on the way. */
  const go = async (iso: string) => {
    t.clock.set(iso);
    await t.db.query("UPDATE session SET created_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '9 days'", [iso]);
  };
  const look = async () => await t.app.get(ReminderDispatcher).look();
  const rows = async (subjectId: string) =>
    await t.db.query<Row[]>(
      `SELECT kind, channel, state, reason, due_at AS "dueAt", occurrence, recipient_id AS "recipientId" FROM reminder
       WHERE subject_id = $1 AND channel = 'in_app' ORDER BY due_at, kind, recipient_id`,
      [subjectId],
    );
  /** Kind and day of what is still to come. */
  const coming = async (subjectId: string) =>
    (await rows(subjectId)).filter(({ state }) => state === 'scheduled')
      .map(({ kind, dueAt }) => `${kind} ${localDateOf(new Date(dueAt))}`);
  const states = async (subjectId: string) =>
    (await rows(subjectId)).map(({ state, reason }) => [state, ...(reason ? [reason] : [])].join(' '));
  const titles = async (api = me) =>
    (await api.get<{ items: { title: { da: string } }[] }>('/notifications')).body.items.map(({ title }) => title.da);
  const made = async (path: string, body: object, api = me) => {
    const { status, body: answer } = await api.post(path, body);
    expect([path, status, answer]).toEqual([path, 201, expect.objectContaining({ id: expect.any(String) as string })]);
    return answer['id'] as string;
  };
  const done = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, expect.anything()]);
    return body as { version: number };
  };

  describe('a task', () => {
    it('is reminded of the day before, on the day and three days after; a moved day is a new one', async () => {
      const { id: companyId, name } = await t.make.company();
      const id = await made('/tasks', { title: 'Ring', dueOn: '2026-12-02', companyId });
      expect(await coming(id)).toEqual(['task-due 2026-12-01', 'task-due 2026-12-02', 'task-due 2026-12-07']);
      await done(me.patch(`/tasks/${id}`, 1, { dueOn: '2026-12-03' }));
      expect(await coming(id)).toEqual(['task-due 2026-12-02', 'task-due 2026-12-03', 'task-due 2026-12-07']);
      await done(me.post(`/tasks/${id}/snooze`, { until: '2026-12-09', reason: 'Travlt' }));
      expect(await coming(id)).toEqual(['task-due 2026-12-08', 'task-due 2026-12-09', 'task-due 2026-12-14']);
      await go('2026-12-08T06:00:00Z');
      await look();
      expect(await titles()).toEqual([`Ring hos ${name}`]);
      await done(me.post(`/tasks/${id}/complete`, {}));
      expect(await coming(id)).toEqual([]);
      await done(me.post(`/tasks/${id}/reopen`));
      expect(await coming(id)).toEqual(['task-due 2026-12-09', 'task-due 2026-12-14']);
    });

    it('of today plans only what lies ahead, and a new colleague takes over what is to come', async () => {
      const id = await made('/tasks', { title: 'Ring', dueOn: '2026-11-20' });
      expect(await coming(id)).toEqual(['task-due 2026-11-23']);
      const other = await t.as('consultant');
      await done(me.patch(`/tasks/${id}`, 1, { assigneeId: other.userId }));
      await go('2026-11-23T06:00:00Z');
      await look();
      expect([await titles(), await titles(other)]).toEqual([[], ['Ring']]);
    });

    it('keeps a mail that is due when the task is edited', async () => {
      await me.patch('/preferences', 1, { digestHour: 10 });
      const id = await made('/tasks', { title: 'Ring', dueOn: '2026-11-24' });
      await go('2026-11-23T06:30:00Z');
      await look();
      await done(me.patch(`/tasks/${id}`, 1, { title: 'Skriv' }));
      await go('2026-11-23T09:00:00Z');
      await look();
      t.clock.advance(FORGOTTEN_MS);
      await look();
      expect(sink.to(`consultant-${me.userId}@test.invalid`)).toHaveLength(1);
    });

    it(`one second before: moved, completed or handed over, nothing stale goes out in ${TRIES} tries`, async () => {
      const stranger = await t.as('consultant');
      await made('/tasks', { title: 'Kontrol', dueOn: '2026-11-24' });
      let [stale, sent] = [0, 0];
      for (let n = 0; n < TRIES; n += 1) {
        await go('2026-11-20T09:30:00Z');
        const id = await made('/tasks', { title: `Nr. ${n}`, dueOn: '2026-11-24' });
        await go('2026-11-23T05:59:59Z');
        const changes = [
          () => me.post(`/tasks/${id}/complete`, {}),
          () => me.post(`/tasks/${id}/complete`, { as: 'cancelled' }),
          () => me.patch(`/tasks/${id}`, 1, { dueOn: '2027-03-01' }),
          () => me.post(`/tasks/${id}/snooze`, { until: '2027-03-01', reason: 'x' }),
          () => me.patch(`/tasks/${id}`, 1, { assigneeId: stranger.userId }),
        ];
        // At the same time as the dispatcher every second time: then whoever is first wins, but nothing is stale.
        const change = changes[n % changes.length] as () => Promise<{ status: number }>;
        if (n % 2 === 0) expect((await change()).status).toBe(200);
        await go('2026-11-23T06:00:00Z');
        if (n % 2 === 0) await look();
        else {
          const [answer] = await Promise.all([change(), look()]);
          expect(answer.status).toBe(200);
        }
        const [found] = await t.db.query<{ mine: number; after: number }[]>(
          `SELECT count(*)::int AS mine, count(*) FILTER (WHERE $3)::int AS after
           FROM notification n JOIN reminder r ON r.id = n.reminder_id WHERE r.subject_id = $1 AND r.recipient_id = $2`,
          [id, me.userId, n % 2 === 0],
        );
        stale += found?.after ?? 0;
        sent += found?.mine ?? 0;
      }
      await go('2026-11-23T11:00:00Z');
      await look();
      t.clock.advance(FORGOTTEN_MS);
      await look();
      const mails = sink.to(`consultant-${me.userId}@test.invalid`).flatMap(({ headers }) =>
        headers.filter((line) => /^subject:/i.test(line)));
      console.log(`stale notifications ${stale} of ${TRIES / 2}, mails beside the control's ${mails.length - 1}, in ${TRIES} tries; `
        + `${sent} of the ${TRIES / 2} that raced the dispatcher were sent`);
      expect([stale, mails]).toEqual([0, [expect.stringMatching(/Kontrol/)]]);
    }, 600_000);
  });

  it('an agreement: review and expiry, for its colleagues, else the consultant; none once terminated', async () => {
    const consultant = await t.as('consultant');
    const { id: companyId } = await t.make.company({ consultant_id: consultant.userId });
    const terms = { companyId, kind: 'ALLIANCE', title: 'Partner', from: '2026-01-01', to: '2027-06-01', reviewOn: '2027-02-01' };
    const id = await made('/agreements', terms);
    expect(await coming(id)).toEqual([]);
    await done(me.post(`/agreements/${id}/activate`, {}));
    const all = ['agreement-review 2026-12-30', 'agreement-expiry 2027-03-03', 'agreement-expiry 2027-04-30'];
    expect(await coming(id)).toEqual(all);
    expect((await rows(id)).map(({ recipientId }) => recipientId)).toEqual(all.map(() => consultant.userId));
    await done(me.patch(`/companies/${companyId}`, 1, { consultantId: me.userId }));
    await go('2026-12-30T06:00:00Z');
    await look();
    expect([(await titles()).length, (await titles(consultant)).length]).toEqual([1, 0]);
    await done(me.patch(`/agreements/${id}`, 2, { reviewOn: '2027-03-01', colleagueIds: [consultant.userId] }));
    expect(await coming(id)).toEqual(['agreement-review 2027-01-29', ...all.slice(1)]);
    await done(me.post(`/agreements/${id}/terminate`, { reason: 'Lukker' }));
    expect(await coming(id)).toEqual([]);
  });

  it('a pledge: before it ends, and on the first working day of a month while it is behind', async () => {
    const { id: companyId } = await t.make.company();
    const terms = {
      companyId, category: 'PLACEMENT_PLACES', direction: 'INCLUDE_NEW', quantity: 10, unit: 'places',
      from: '2026-06-01', to: '2027-06-01',
    };
    const [behind, onTrack, withdrawn] = [await made('/pledges', terms), await made('/pledges', terms), await made('/pledges', terms)];
    expect(await coming(behind)).toEqual(['pledge-behind 2026-12-01', 'pledge-ending 2027-04-30']);
    await made(`/pledges/${onTrack}/fulfilments`, { quantity: 9, on: '2026-11-01' });
    await done(me.post(`/pledges/${withdrawn}/withdraw`, { reason: 'Lukker' }));
    await go('2026-12-01T06:00:00Z');
    await look();
    expect((await states(behind))[0]).toBe('sent');
    expect((await states(onTrack))[0]).toBe('cancelled not-due');
    expect(await coming(withdrawn)).toEqual([]);
    await go('2026-12-30T06:00:00Z');
    await t.app.get(ReminderRound).make();
    expect(await coming(behind)).toEqual(['pledge-behind 2027-01-04', 'pledge-ending 2027-04-30']);
    await done(me.patch(`/pledges/${behind}`, 1, { to: '2027-09-01' }));
    expect(await coming(behind)).toEqual(['pledge-behind 2027-01-04', 'pledge-ending 2027-08-02']);
  });

  it('an activity: before it, and 14 days after it was held; none once cancelled', async () => {
    const owner = await t.as('consultant');
    const fields = { kind: 'JOB_FAIR', theme: 'network', title: 'Messe', ownerId: owner.userId };
    const at = (day: string) => ({ startsAt: `${day}T09:00:00Z`, endsAt: `${day}T12:00:00Z` });
    const id = await made('/activities', { ...fields, ...at('2026-12-14') });
    expect(await coming(id)).toEqual(
      ['2026-12-07', '2026-12-07', '2026-12-11', '2026-12-11'].map((day) => `activity-coming ${day}`),
    );
    await done(me.patch(`/activities/${id}`, 1, at('2026-12-16')));
    expect((await coming(id)).filter((_one, index) => index % 2 === 0))
      .toEqual(['activity-coming 2026-12-09', 'activity-coming 2026-12-15']);
    await go('2026-12-16T13:00:00Z');
    await done(me.post(`/activities/${id}/hold`, {}));
    expect(await coming(id)).toEqual(['activity-follow-up 2026-12-30', 'activity-follow-up 2026-12-30']);
    await go('2026-12-30T06:00:00Z');
    await look();
    expect([await titles(), await titles(owner)]).toEqual([['Følg op: Messe'], ['Følg op: Messe']]);
    const other = await made('/activities', { ...fields, ...at('2027-02-01') });
    await done(me.post(`/activities/${other}/cancel`, { reason: 'For få' }));
    expect(await coming(other)).toEqual([]);
  });

  it('a label: 60 days before it expires', async () => {
    const { id: companyId } = await t.make.company();
    const criteria = [{ key: 'placement', textDa: 'Praktik', textEn: 'Placement' }];
    const kind = 'TEST_REMINDER';
    await made('/terms', { kind: 'label', code: kind, nameDa: 'Mærke', nameEn: 'Label', validFrom: '2026-01-01' }, admin);
    const roundId = await made('/label-rounds', {
      kind, year: 2026, opensOn: '2026-11-01', closesOn: '2026-12-01', criteria, needed: 1, validMonths: 12,
    }, admin);
    const id = await made('/labels', { companyId, roundId, answers: [{ key: 'placement', done: 'To' }] });
    await done(me.post(`/labels/${id}/assess`, { criteria: [{ key: 'placement', met: true }] }));
    expect(await coming(id)).toEqual([]);
    await done(me.post(`/labels/${id}/award`, {}));
    expect(await coming(id)).toEqual(['label-expiring 2027-09-21']);
    await done(me.patch(`/companies/${companyId}`, 1, { consultantId: admin.userId }));
    await go('2027-09-21T05:00:00Z');
    await look();
    expect([(await titles()).length, (await titles(admin)).length]).toEqual([0, 1]);
  });

  describe('the rules', () => {
    it('are data: a changed one drops what was planned by it, and the round plans anew, also what came in bulk', async () => {
      interface Rule { id: string; version: number; kind: string; moment: string }
      const { items } = (await admin.get<{ items: Rule[] }>('/reminder-rules')).body;
      expect(items.length).toBe(12);
      const rule = items.find(({ kind, moment }) => kind === 'task-due' && moment === 'before') as Rule;
      const id = await made('/tasks', { title: 'Ring', dueOn: '2026-11-25' });
      await t.db.query(
        `INSERT INTO task (id, title, due_on, assignee_id, created_by) VALUES (gen_random_uuid(), 'Fra import', $1, $2, $2)`,
        ['2026-11-25', me.userId],
      );
      expect((await me.get('/reminder-rules')).status).toBe(403);
      expect((await admin.patch(`/reminder-rules/${rule.id}`, 1, { offsetDays: 0 })).status).toBe(422);
      await done(admin.patch(`/reminder-rules/${rule.id}`, 1, { offsetDays: 2 }));
      await t.app.get(ReminderRound).make();
      await t.app.get(ReminderRound).make();
      await go('2026-11-23T06:00:00Z');
      await look();
      expect((await titles()).sort()).toEqual(['Fra import', 'Ring']);
      await go('2026-11-24T06:00:00Z');
      await look();
      expect((await titles()).length).toBe(2);
      await done(admin.patch(`/reminder-rules/${rule.id}`, 2, { enabled: false }));
      await done(me.patch(`/tasks/${id}`, 1, { dueOn: '2026-12-15' }));
      expect(await coming(id)).toEqual(['task-due 2026-12-15', 'task-due 2026-12-18']);
      await done(admin.patch(`/reminder-rules/${rule.id}`, 3, { enabled: true, offsetDays: 1 }));
    });

    it('stand in the preferences of everybody', async () => {
      const { kinds } = (await me.get<{ kinds: { kind: string }[] }>('/preferences')).body;
      expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining([
        'task-due', 'agreement-review', 'agreement-expiry', 'pledge-ending', 'pledge-behind', 'activity-coming',
        'activity-follow-up', 'label-expiring',
      ]));
    });
  });
});
