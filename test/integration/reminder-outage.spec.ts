import { randomUUIDv7 } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ReminderDispatcher } from '../../src/modules/reminder-delivery/reminder-dispatcher.js';
import { MailClaims } from '../../src/modules/reminder-mails/mail-claims.js';
import { MailDelivery } from '../../src/modules/reminder-mails/mail-delivery.js';
import { MailReconciler } from '../../src/modules/reminder-mails/mail-reconciler.js';
import { ReminderKinds } from '../../src/modules/reminders/reminder-kinds.js';
import { ReminderLedger } from '../../src/modules/reminders/reminder-ledger.js';
import { Mailer } from '../../src/platform/mail/mailer.js';
import { FAULT_KIND } from '../faults/fault-kind.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type TestApp, testApp } from '../support/test-app.js';

const LONGER_THAN_A_LEASE_MS = 300_000;

/** Without a log of the relay: what the sender knows must not be given up, or a person has to decide. */
describe('a mail whose end the database does not hear at once', () => {
  let t: TestApp;
  let sink: SmtpSink;
  let userId: string;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    t = await testApp({ smtpUrl: sink.url });
    t.app.get(ReminderKinds).register(FAULT_KIND);
    ({ userId } = await t.as('consultant'));
  });

  afterAll(async () => {
    await t.close();
    await sink.close();
  });

  async function queuedMail(): Promise<string> {
    const subject = randomUUIDv7();
    const wanted = { occurrence: subject, dueAt: t.clock.now(), recipientId: userId, channels: ['email'] as const };
    await t.db.transaction((tx) => t.app.get(ReminderLedger).plan(tx, FAULT_KIND.name, subject, [wanted]));
    await t.app.get(ReminderDispatcher).look();
    const [row] = await t.db.query<{ id: string }[]>('SELECT id FROM reminder WHERE subject_id = $1', [subject]);
    return row?.id ?? '';
  }
  const stateOf = async (id: string) =>
    (await t.db.query<{ state: string }[]>('SELECT state FROM reminder WHERE id = $1', [id]))[0]?.state;

  it('is written down as sent although the database was away when the relay had taken it', async () => {
    const id = await queuedMail();
    const mailer = t.app.get(Mailer);
    const send = mailer.send.bind(mailer);
    mailer.send = async (mail) => {
      const outcome = await send(mail);
      failOnce(t.db);
      return outcome;
    };
    await t.app.get(MailDelivery).handle(id);
    mailer.send = send;
    expect([await stateOf(id), sink.mails.length]).toEqual(['sent', 1]);
  });

  it('is sent when its sender says so, also when others had begun to wonder', async () => {
    const id = await queuedMail();
    const claim = await t.app.get(MailClaims).claim(id, 'localhost');
    t.clock.advance(LONGER_THAN_A_LEASE_MS);
    await t.app.get(MailReconciler).markAbandoned();
    expect(await stateOf(id)).toBe('unknown');
    if (claim) await t.app.get(MailClaims).accepted(claim);
    expect(await stateOf(id)).toBe('sent');
  });

  it('is begun within the time counted from the claim, or not at all', async () => {
    const id = await queuedMail();
    const mailer = t.app.get(Mailer);
    const send = mailer.send.bind(mailer);
    const left: number[] = [];
    mailer.send = async (mail) => {
      left.push(mail.sendWithinMs ?? Infinity);
      return await send({ ...mail, sendWithinMs: -1 });
    };
    await t.app.get(MailDelivery).handle(id);
    mailer.send = send;
    expect([await stateOf(id), left.length]).toEqual(['scheduled', 1]);
    expect(left[0]).toBeLessThan(30_000);
  });
});

/** The next transaction is refused, those after it are not. */
function failOnce(db: DataSource): void {
  const transaction = db.transaction.bind(db);
  db.transaction = () => {
    db.transaction = transaction;
    return Promise.reject(new Error('terminating connection due to administrator command'));
  };
}
