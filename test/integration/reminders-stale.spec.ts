import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import { MailDelivery } from '../../src/modules/reminder-mails/mail-delivery.js';
import { ReminderKinds } from '../../src/modules/reminders/reminder-kinds.js';
import { ReminderLedger } from '../../src/modules/reminders/reminder-ledger.js';
import { seededRandom } from '../faults/fault-plan.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type TestApp, testApp } from '../support/test-app.js';

const TRIES = process.env['LONG'] ? 1_000 : 100;
const AT_ONCE = 20;
const HOUR_MS = 3_600_000;
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

type Act = 'cancel' | 'move' | 'rename';
const ACTS: readonly Act[] = ['cancel', 'move', 'rename'];

interface Row {
  id: string;
  channel: string;
  state: string;
  late: boolean;
}

/**
 * What is promised: when the transaction that cancels, moves or replaces a reminder sees at its end that nobody had
 * begun to send it, then nothing of it goes out, whoever was about to. When somebody had begun, it goes out once.
 */
describe('a reminder that is cancelled, moved or replaced while it is being delivered', () => {
  let t: TestApp;
  let sink: SmtpSink;
  let userId: string;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    t = await testApp({ smtpUrl: sink.url });
    t.app.get(ReminderKinds).register({
      name: 'stale-test', label: { da: 'Prøve', en: 'Test' }, email: 'single',
      judge: (_db, due) =>
        Promise.resolve(
          new Map(due.map(({ id }) => {
            const title = { da: id, en: id };
            return [id, { send: { title, body: title, link: '/opgaver' } }];
          })),
        ),
    });
    ({ userId } = await t.as('consultant'));
  });

  afterAll(async () => {
    await t.close();
    await sink.close();
  });

  const now = () => t.clock.now();
  const plan = async (subject: string, occurrence: string | null, dueAt = now()) =>
    await t.db.transaction(async (tx) => {
      const wanted = occurrence === null ? [] : [{ occurrence, dueAt, recipientId: userId }];
      await t.app.get(ReminderLedger).plan(tx, 'stale-test', subject, wanted);
      return await tx.query<Row[]>(
        `SELECT id, channel, state, due_at > $2 AS late FROM reminder WHERE subject_id = $1 AND occurrence = 'first'`,
        [subject, now()],
      );
    });
  const act: Record<Act, (subject: string) => Promise<Row[]>> = {
    cancel: (subject) => plan(subject, null),
    move: (subject) => plan(subject, 'first', new Date(now().getTime() + HOUR_MS)),
    rename: (subject) => plan(subject, 'second', new Date(now().getTime() + HOUR_MS)),
  };

  /** What a worker does with a hint, again and again, in any order. */
  async function handle(ids: readonly string[], random: () => number): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await wait(random() * 40);
      for (const id of [...ids].sort(() => random() - 0.5)) await t.app.get(MailDelivery).handle(id);
    }
  }

  it(`sends nothing stale in ${TRIES} tries`, async () => {
    const random = seededRandom(SEED);
    const seen = { calledBack: 0, tooLate: 0 };
    const violations: string[] = [];
    for (let tried = 0; tried < TRIES; tried += AT_ONCE) {
      const subjects = Array.from({ length: AT_ONCE }, () => randomUUIDv7());
      const planned = await Promise.all(subjects.map((subject) => plan(subject, 'first')));
      const mails = planned.flat().filter(({ channel }) => channel === 'email').map(({ id }) => id);
      const dispatcher = t.app.get(ReminderDispatcher);
      const ends = subjects.map(async (subject) => {
        await wait(random() * 150);
        return await act[ACTS[Math.floor(random() * ACTS.length)] ?? 'cancel'](subject);
      });
      await Promise.all([
        ...ends, dispatcher.look(), dispatcher.look(), handle(mails, random), handle(mails, random), handle(mails, random),
      ]);
      await dispatcher.look();
      await handle(mails, random);
      const notified = await t.db.query<{ id: string }[]>('SELECT reminder_id AS id FROM notification');
      for (const { id, channel, state, late } of (await Promise.all(ends)).flat()) {
        const copies = channel === 'email'
          ? sink.mails.filter(({ headers }) => headers.some((line) => line.includes(`reminder-${id}@`))).length
          : notified.filter((one) => one.id === id).length;
        const calledBack = state === 'cancelled' || (late && (state === 'scheduled' || state === 'queued'));
        seen[calledBack ? 'calledBack' : 'tooLate'] += 1;
        if (copies !== (calledBack ? 0 : 1)) violations.push(`${channel} ${state}: ${copies} copies`);
      }
    }
    console.log(
      `stale reminders: ${TRIES} tries (seed ${SEED}), ${seen.calledBack} called back in time, ` +
        `${seen.tooLate} already begun, ${violations.length} violations`,
    );
    expect(violations).toEqual([]);
    expect(Math.min(seen.calledBack, seen.tooLate)).toBeGreaterThan(0);
  }, 300_000);
});
