import fc from 'fast-check';
import { createServer } from 'node:net';
import { readConfig } from '../../src/platform/config/config.js';
import { HealthRegistry } from '../../src/platform/health/health.registry.js';
import { type Mail, Mailer } from '../../src/platform/mail/mailer.js';
import { freePort } from '../support/redis.js';
import { SmtpSink } from '../support/smtp-sink.js';

const mail: Mail = { to: 'karen@kommune.test', subject: 'Løfte på rådhuset', text: 'Kære Karen\n\nÅbn linket.\n' };

function spoilt(where: string, evil: string): Mail {
  const sound = { ...mail, messageId: '<1@kommune.test>' };
  switch (where) {
    case 'to': return { ...sound, to: `${evil}${mail.to}` };
    case 'to-domain': return { ...sound, to: `${mail.to}${evil}` };
    case 'messageId': return { ...sound, messageId: `<1${evil}@kommune.test>` };
    default: return { ...sound, [where]: evil };
  }
}

function mailer(smtpUrl: string, health = new HealthRegistry()): Mailer {
  const platform = { ...readConfig({ SMTP_URL: smtpUrl, MAIL_FROM: 'Håndslag <h@kommune.test>' }), databaseUrl: '' };
  const made = new Mailer(platform, health);
  made.onModuleInit();
  return made;
}

describe('mailer', () => {
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await SmtpSink.start();
  });
  beforeEach(() => {
    sink.mode = 'accept';
    sink.mails.length = 0;
  });
  afterAll(async () => {
    await sink.close();
  });

  it('hands a mail to the relay, with its words and its own Message-ID', async () => {
    const outcome = await mailer(sink.url).send({ ...mail, messageId: '<17@kommune.test>' });
    expect(outcome).toEqual({ state: 'accepted' });
    const [got] = sink.mails;
    expect(got).toMatchObject({ from: 'h@kommune.test', to: [mail.to], text: expect.stringContaining('Kære Karen') as string });
    expect(got?.text).toContain('Åbn linket.');
    expect(got?.headers).toContain('Message-ID: <17@kommune.test>');
  });

  it.each([
    ['4xx to the recipient', { refuse: 451 }, true, 451],
    ['5xx to the recipient', { refuse: 550 }, false, 550],
    ['4xx to the content', { refuseContent: 452 }, true, 452],
    ['5xx to the content', { refuseContent: 554 }, false, 554],
    ['hung up before DATA', 'cut-before-data' as const, true, null],
  ])('calls refused what the relay has not got: %s', async (_name, mode, temporary, replyCode) => {
    sink.mode = mode;
    expect(await mailer(sink.url).send(mail)).toEqual({ state: 'refused', temporary, replyCode });
    expect(sink.mails).toEqual([]);
  });

  it('calls refused, for now, a relay that cannot be reached', async () => {
    const nobody = `smtp://127.0.0.1:${await freePort()}`;
    expect(await mailer(nobody).send(mail)).toEqual({ state: 'refused', temporary: true, replyCode: null });
  });

  it('calls unknown a connection cut after DATA, when the relay may have the mail', async () => {
    sink.mode = 'cut-after-data';
    expect(await mailer(sink.url).send(mail)).toEqual({ state: 'unknown' });
    expect(sink.mails).toHaveLength(1);
  });

  it('calls unknown a connection cut in the middle of the content', async () => {
    const relay = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 relay\r\n');
      socket.on('data', (chunk) => {
        const line = chunk.toString();
        if (/^EHLO/i.test(line)) socket.write('250 relay\r\n');
        else if (/^DATA/i.test(line)) socket.write('354 go on\r\n', () => setTimeout(() => socket.destroy(), 20));
        else if (/^(MAIL|RCPT)/i.test(line)) socket.write('250 ok\r\n');
      });
    });
    const port = await freePort();
    await new Promise<void>((resolve) => void relay.listen(port, '127.0.0.1', resolve));
    const outcome = await mailer(`smtp://127.0.0.1:${port}`).send({ ...mail, text: 'x'.repeat(3_000_000) });
    relay.close();
    expect(outcome).toEqual({ state: 'unknown' });
  });

  it('tells whether the relay can be reached, only when there is one', async () => {
    const well = new HealthRegistry();
    mailer(sink.url, well);
    expect(await well.report()).toEqual({ mail: 'ok' });
    const ill = new HealthRegistry();
    mailer(`smtp://127.0.0.1:${await freePort()}`, ill);
    expect((await ill.report())['mail']).not.toBe('ok');
    const none = new HealthRegistry();
    new Mailer({ ...readConfig({}), databaseUrl: '' }, none).onModuleInit();
    expect(await none.report()).toEqual({});
  });

  it('lets no payload add a header: 500 of them', async () => {
    const seed = 20_261_122;
    const breaks = ['\r\n', '\n', '\r', '\r\n\r\n', '\n ', '\r\n\t', '\0', '\u2028', '\u2029', '\u0085', '\u000b', '\u000c'];
    const harmless = ['%0d%0a', '\\r\\n', '=0D=0A', '=?utf-8?q?=0D=0ABcc:_a=40b.test?=', '; ', ', ', '" <a@b.test>', '嘊', '\u00a0'];
    const headers = ['Bcc: evil@b.test', 'To: evil@b.test', 'Content-Type: text/html', 'X-Own: 1', 'Subject: ', '.\r\nMAIL FROM:<a@b>'];
    const payload = fc.tuple(
      fc.string({ maxLength: 20 }), fc.constantFrom(...breaks, ...harmless), fc.constantFrom(...headers), fc.string({ maxLength: 20 }),
    ).map((parts) => parts.join(''));
    const place = fc.constantFrom('to', 'to-domain', 'subject', 'messageId', 'text');
    const post = mailer(sink.url);
    await post.send({ ...mail, messageId: '<1@kommune.test>' });
    const nameOf = (line: string) => line.split(':')[0];
    const expected = sink.mails[0]?.headers.map(nameOf) ?? [];
    expect(expected).toContain('Message-ID');
    const counts = { refused: 0, sent: 0 };
    const payloads = fc.sample(fc.tuple(place, payload), { numRuns: 500, seed });
    for (let first = 0; first < payloads.length; first += 25) {
      sink.mails.length = 0;
      const some = payloads.slice(first, first + 25).map(([where, evil]) => post.send(spoilt(where, evil)));
      const outcomes = await Promise.allSettled(some);
      const sent = outcomes.filter(({ status }) => status === 'fulfilled');
      expect(sent).toEqual(sent.map(() => ({ status: 'fulfilled', value: { state: 'accepted' } })));
      expect(sink.mails).toHaveLength(sent.length);
      for (const { to, headers } of sink.mails) {
        expect({ to, headers: headers.map(nameOf) }).toEqual({ to: [mail.to], headers: expected });
      }
      counts.sent += sent.length;
      counts.refused += outcomes.length - sent.length;
    }
    console.log(`mail: 500 payloads (seed ${seed}), ${counts.refused} refused, ${counts.sent} sent with the same ${expected.length} headers each`);
    expect(counts.refused).toBeGreaterThan(100);
    expect(counts.sent).toBeGreaterThan(100);
  });
});
