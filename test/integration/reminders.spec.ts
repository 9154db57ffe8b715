import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MailReconciler } from '../../src/modules/reminder-mails/mail-reconciler.js';
import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import { type Verdict, ReminderKinds } from '../../src/modules/reminders/reminder-kinds.js';
import { ReminderLedger, type Wanted } from '../../src/modules/reminders/reminder-ledger.js';
import type { Api } from '../support/api.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type TestApp, testApp } from '../support/test-app.js';

const MINUTE_MS = 60_000;
/** Longer than a row waits in the queue before the dispatcher handles it itself. */
const FORGOTTEN_MS = 3 * MINUTE_MS;

describe('reminders', () => {
  let t: TestApp;
  let sink: SmtpSink;
  let log: string;
  let someone: Api;
  let address: string;
  /** What the kind says about a subject; a message when nothing else is said. */
  const verdicts = new Map<string, Verdict>();

  beforeAll(async () => {
    sink = await SmtpSink.start();
    log = path.join(await mkdtemp(path.join(tmpdir(), 'reminders-')), 'mail.log');
    await writeFile(log, '');
    t = await testApp({ smtpUrl: sink.url, mailLog: log });
    const text = { da: 'Prøve', en: 'Test' };
    for (const [name, email] of [['test-single', 'single'], ['test-digest', 'digest']] as const) {
      t.app.get(ReminderKinds).register({
        name, label: text, email,
        judge: (_db, due) =>
          Promise.resolve(
            new Map(due.map(({ id, subjectId, occurrence }) => {
              const title = { da: `Husk ${occurrence}`, en: `Remember ${occurrence}` };
              return [id, verdicts.get(subjectId) ?? { send: { title, body: text, link: '/opgaver' } }];
            })),
          ),
      });
    }
  });

  beforeEach(async () => {
    t.clock.set('2026-11-20T09:30:00Z');
    sink.mode = 'accept';
    sink.mails.length = 0;
    someone = await t.as('consultant');
    address = `consultant-${someone.userId}@test.invalid`;
  });

  afterAll(async () => {
    await t.close();
    await sink.close();
    await rm(path.dirname(log), { recursive: true });
  });

  const at = (minutes: number) => new Date(t.clock.now().getTime() + minutes * MINUTE_MS);
  const wanted = (occurrence: string, dueAt: Date, more: Partial<Wanted> = {}): Wanted => ({
    occurrence, dueAt, recipientId: someone.userId, ...more,
  });
  const plan = async (subject: string, reminders: Wanted[], kind = 'test-single') =>
    await t.db.transaction((tx) => t.app.get(ReminderLedger).plan(tx, kind, subject, reminders));
  const look = async () => await t.app.get(ReminderDispatcher).look();
  /** Due mails are given to the queue, which nobody works here, and then handled as forgotten ones. */
  const sendMails = async () => {
    await look();
    t.clock.advance(FORGOTTEN_MS);
    await look();
  };
  const states = async (subject: string) => {
    const rows = await t.db.query<{ channel: string; state: string; reason: string | null }[]>(
      'SELECT channel, state, reason FROM reminder WHERE subject_id = $1 ORDER BY channel, occurrence',
      [subject],
    );
    return rows.map(({ channel, state, reason }) => [channel, state, ...(reason ? [reason] : [])].join(' '));
  };
  const titles = async () =>
    (await someone.get<{ items: { title: { da: string } }[] }>('/notifications')).body.items.map(({ title }) => title.da);

  it('reaches the app and the mailbox once, however often it is planned and looked for', async () => {
    const subject = randomUUIDv7();
    for (let round = 0; round < 3; round += 1) await plan(subject, [wanted('a', at(-1))]);
    await Promise.all([look(), look(), look()]);
    await sendMails();
    await plan(subject, [wanted('a', at(0))]);
    await sendMails();
    expect(await titles()).toEqual(['Husk a']);
    expect(sink.to(address).map(({ headers }) => headers.find((line) => /^message-id:/i.test(line)))).toEqual([
      expect.stringMatching(/<reminder-[0-9a-f-]{36}@localhost>/),
    ]);
    expect(await states(subject)).toEqual(['email sent', 'in_app sent']);
  });

  it('is neither early, nor sent when cancelled, moved away or no longer wanted by its kind', async () => {
    const [early, cancelled, moved, stale] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
    await plan(early, [wanted('early', at(60))]);
    await plan(cancelled, [wanted('cancelled', at(-1))]);
    await plan(cancelled, []);
    await plan(moved, [wanted('old', at(-1))]);
    await plan(moved, [wanted('new', at(60))]);
    await plan(stale, [wanted('stale', at(-1))]);
    verdicts.set(stale, { drop: 'done' });
    await sendMails();
    expect([await titles(), sink.to(address)]).toEqual([[], []]);
    expect(await states(early)).toEqual(['email scheduled', 'in_app scheduled']);
    expect(await states(moved)).toEqual([
      'email scheduled', 'email cancelled replanned', 'in_app scheduled', 'in_app cancelled replanned',
    ]);
    expect(await states(stale)).toEqual(['email cancelled done', 'in_app cancelled done']);
  });

  it('comes back when it is wanted again', async () => {
    const subject = randomUUIDv7();
    await plan(subject, [wanted('back', at(-1))]);
    await plan(subject, []);
    await plan(subject, [wanted('back', at(-1))]);
    await look();
    expect(await titles()).toEqual(['Husk back']);
  });

  it('is tried again after a temporary refusal and given to a person after a lasting one', async () => {
    const [later, never] = [randomUUIDv7(), randomUUIDv7()];
    sink.mode = { refuse: 451 };
    await plan(later, [wanted('later', at(-1), { channels: ['email'] })]);
    await sendMails();
    expect(await states(later)).toEqual(['email scheduled']);
    sink.mode = 'accept';
    await sendMails();
    await sendMails();
    expect([await states(later), sink.to(address).length]).toEqual([['email sent'], 1]);
    sink.mode = { refuse: 550 };
    await plan(never, [wanted('never', at(-1), { channels: ['email'] })]);
    await sendMails();
    expect(await states(never)).toEqual(['email failed refused']);
  });

  it('asks the relay’s log when the connection was cut, and never sends blindly', async () => {
    const [taken, lost] = [randomUUIDv7(), randomUUIDv7()];
    sink.mode = 'cut-after-data';
    await plan(taken, [wanted('taken', at(-1), { channels: ['email'] })]);
    await plan(lost, [wanted('lost', at(-1), { channels: ['email'] })]);
    await rm(log);
    await sendMails().catch(() => undefined);
    expect([await states(taken), await states(lost)]).toEqual([['email unknown cut'], ['email unknown cut']]);
    t.clock.advance(5 * MINUTE_MS);
    await expect(look()).rejects.toThrow('ENOENT');
    expect([await states(taken), sink.to(address).length]).toEqual([['email unknown cut'], 2]);
    const [row] = await t.db.query<{ id: string }[]>('SELECT message_id AS id FROM reminder WHERE subject_id = $1', [taken]);
    await writeFile(log, [
      `Nov 20 10:00:01 relay postfix/cleanup[12]: 4XyZ1b2C3d: message-id=${row?.id}`,
      'Nov 20 10:00:01 relay postfix/qmgr[9]: 4XyZ1b2C3d: from=<h@kommune.dk>, size=900, nrcpt=1 (queue active)',
    ].join('\n'));
    sink.mode = 'accept';
    await sendMails();
    expect([await states(taken), await states(lost)]).toEqual([['email sent'], ['email sent']]);
    expect(sink.to(address).length).toBe(3);
  });

  it('is unknown after its sender stood still, until a person decides', async () => {
    const subject = randomUUIDv7();
    await plan(subject, [wanted('stuck', at(-1), { channels: ['email'] })]);
    await t.db.query(
      `UPDATE reminder SET state = 'sending', lease_token = gen_random_uuid(), lease_until = $2, message_id = $3
       WHERE subject_id = $1`,
      [subject, at(-1), `<reminder-${subject}@localhost>`],
    );
    const reconciler = t.app.get(MailReconciler);
    await reconciler.markAbandoned();
    expect(await states(subject)).toEqual(['email unknown abandoned']);
    const [row] = await t.db.query<{ id: string }[]>('SELECT id FROM reminder WHERE subject_id = $1', [subject]);
    expect([await reconciler.decide(row?.id ?? '', true), await reconciler.decide(row?.id ?? '', true)]).toEqual([true, false]);
    expect([await states(subject), sink.to(address)]).toEqual([['email sent'], []]);
  });

  it('gathers a day’s reminders in one digest at the chosen hour, and leaves none out', async () => {
    const [first, second, dropped, late] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
    t.clock.set('2026-11-19T12:00:00Z');
    await someone.patch('/preferences', 1, { digestHour: 8 });
    for (const subject of [first, second, dropped]) {
      await plan(subject, [wanted(`i ${subject}`, at(-1), { channels: ['email'] })], 'test-digest');
    }
    await sendMails();
    expect(sink.to(address)).toEqual([]);
    verdicts.set(dropped, { drop: 'done' });
    t.clock.set('2026-11-20T07:00:00Z');
    await sendMails();
    expect(sink.to(address).map(({ headers }) => headers.find((line) => /^subject:/i.test(line)))).toEqual([
      expect.stringMatching(/2/),
    ]);
    await plan(late, [wanted('late', at(-1), { channels: ['email'] })], 'test-digest');
    await sendMails();
    t.clock.set('2026-11-23T07:00:00Z');
    await sendMails();
    expect(await Promise.all([first, second, dropped, late].map(states))).toEqual([
      ['email sent'], ['email sent'], ['email cancelled done'], ['email sent'],
    ]);
    expect(sink.to(address)).toHaveLength(2);
  });

  it('waits for the end of the quiet hours, and respects what the colleague chose', async () => {
    const [evening, off] = [randomUUIDv7(), randomUUIDv7()];
    const choice = { kind: 'test-digest', inApp: false, email: 'off' };
    expect((await someone.patch('/preferences', 1, { kinds: [choice] })).status).toBe(200);
    t.clock.set('2026-11-20T19:00:00Z');
    await plan(evening, [wanted('evening', at(-1), { channels: ['email'] })]);
    await sendMails();
    expect(await states(evening)).toEqual(['email scheduled']);
    t.clock.set('2026-11-23T06:00:00Z');
    await sendMails();
    expect(await states(evening)).toEqual(['email sent']);
    await plan(off, [wanted('off', at(-1))], 'test-digest');
    await sendMails();
    expect(await states(off)).toEqual(['email cancelled preference', 'in_app cancelled preference']);
  });

  it('does not reach a colleague whose account is disabled', async () => {
    const subject = randomUUIDv7();
    await t.db.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [someone.userId]);
    await plan(subject, [wanted('gone', at(-1))]);
    await sendMails();
    expect(await states(subject)).toEqual(['email cancelled recipient-gone', 'in_app cancelled recipient-gone']);
  });

  it('keeps each colleague’s notifications to that colleague, and counts the unread', async () => {
    await plan(randomUUIDv7(), [wanted('mine', at(-1), { channels: ['in_app'] })]);
    await plan(randomUUIDv7(), [wanted('mine too', at(-1), { channels: ['in_app'] })]);
    await look();
    const { items, unread } = (await someone.get<{ items: { id: string }[]; unread: number }>('/notifications')).body;
    expect([items.length, unread]).toEqual([2, 2]);
    const other = await t.as('administrator');
    expect((await other.post(`/notifications/${items[0]?.id}/read`)).status).toBe(404);
    expect((await someone.post(`/notifications/${items[0]?.id}/read`)).status).toBe(200);
    expect((await someone.get('/notifications?unread=true')).body).toMatchObject({ unread: 1 });
    expect((await someone.post('/notifications/read')).status).toBe(204);
    expect((await someone.get('/notifications')).body).toMatchObject({ unread: 0 });
  });

  it('shows an administrator what runs, what failed and what is unknown, and does what is asked about it', async () => {
    const admin = await t.as('administrator');
    const subject = randomUUIDv7();
    sink.mode = { refuse: 550 };
    await plan(subject, [wanted('desk', at(-1), { channels: ['email'] })]);
    await sendMails();
    const { items } = (await admin.get<{ items: { id: string }[] }>(`/reminders?state=failed&subjectId=${subject}`)).body;
    expect(items).toEqual([expect.objectContaining({ kind: 'test-single', reason: 'refused', lastError: '550' })]);
    sink.mode = 'accept';
    expect((await admin.post(`/reminders/${items[0]?.id}/retry`)).body).toMatchObject({ state: 'scheduled' });
    await sendMails();
    expect(await states(subject)).toEqual(['email sent']);
    expect((await admin.post(`/reminders/${items[0]?.id}/retry`)).status).toBe(409);
    expect((await admin.post(`/reminders/${items[0]?.id}/decide`, { outcome: 'again' })).status).toBe(409);
    expect((await someone.get('/reminders')).status).toBe(403);
    expect((await admin.post('/reminders/test-mail')).body).toEqual({ state: 'accepted', replyCode: null });
  });

  it('says in the summary, the metric and the health answer when nobody delivers', async () => {
    const admin = await t.as('administrator');
    await look();
    expect((await admin.get('/reminders/summary')).body).toMatchObject({ oldestDueSeconds: null, mail: true });
    await plan(randomUUIDv7(), [wanted('waiting', at(-20), { channels: ['in_app'] })]);
    expect((await admin.get('/reminders/summary')).body).toMatchObject({ oldestDueSeconds: 1_200 });
    expect((await admin.get('/metrics')).body).toContain('reminder_oldest_due_seconds 1200');
    const ready = await t.anonymous.get('/health/ready');
    expect([ready.status, ready.body]).toEqual([
      503, expect.objectContaining({ checks: expect.objectContaining({ reminders: expect.stringContaining('1200 s') as string }) as object }),
    ]);
    await look();
    expect((await t.anonymous.get('/health/ready')).status).toBe(200);
  });
});
