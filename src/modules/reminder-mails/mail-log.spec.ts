import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { traceMails } from './mail-log.js';

const LOG = `Nov 20 10:00:01 relay postfix/smtpd[11]: connect from app[10.0.0.2]
Nov 20 10:00:01 relay postfix/cleanup[12]: 4XyZ1b2C3d: message-id=<reminder-sent@kommune.dk>
Nov 20 10:00:01 relay postfix/qmgr[9]: 4XyZ1b2C3d: from=<h@kommune.dk>, size=900, nrcpt=1 (queue active)
Nov 20 10:00:02 relay postfix/smtp[13]: 4XyZ1b2C3d: to=<a@kommune.dk>, relay=mx[1.2.3.4]:25, delay=1, dsn=2.0.0, status=sent (250 ok)
Nov 20 10:00:03 relay postfix/cleanup[12]: AAAAAA1111: message-id=<reminder-cut@kommune.dk>
Nov 20 10:00:03 relay postfix/smtpd[11]: lost connection after DATA from app[10.0.0.2]
Nov 20 10:00:04 relay postfix/cleanup[12]: BBBBBB2222: message-id=<reminder-bounced@kommune.dk>
Nov 20 10:00:04 relay postfix/qmgr[9]: BBBBBB2222: from=<h@kommune.dk>, size=900, nrcpt=1 (queue active)
Nov 20 10:00:05 relay postfix/smtp[13]: BBBBBB2222: to=<b@kommune.dk>, relay=none, delay=1, dsn=5.1.1, status=bounced (unknown user)
Nov 20 10:00:06 relay postfix/cleanup[12]: CCCCCC3333: message-id=<reminder-deferred@kommune.dk>
Nov 20 10:00:07 relay postfix/smtp[13]: CCCCCC3333: to=<c@kommune.dk>, relay=none, delay=1, dsn=4.4.1, status=deferred (timeout)
Nov 20 10:00:08 relay postfix/cleanup[12]: DDDDDD4444: message-id=<somebody-else@kommune.dk>
Nov 20 10:00:08 relay postfix/qmgr[9]: DDDDDD4444: from=<x@kommune.dk>, size=900, nrcpt=1 (queue active)
`;

describe('traceMails', () => {
  it('tells what the relay took, what bounced, and leaves out what it never took', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mail-log-'));
    const file = path.join(folder, 'mail.log');
    await writeFile(file, LOG);
    const ids = ['sent', 'cut', 'bounced', 'deferred', 'unseen'].map((name) => `<reminder-${name}@kommune.dk>`);
    const traces = await traceMails(file, new Set(ids));
    await rm(folder, { recursive: true });
    expect(Object.fromEntries(traces)).toEqual({
      '<reminder-sent@kommune.dk>': 'taken',
      '<reminder-bounced@kommune.dk>': 'bounced',
      '<reminder-deferred@kommune.dk>': 'taken',
    });
  });

  it('finds what was logged before the log was rotated', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mail-log-'));
    const file = path.join(folder, 'mail.log');
    await writeFile(`${file}.1`, LOG);
    await writeFile(file, '');
    const traces = await traceMails(file, new Set(['<reminder-sent@kommune.dk>']));
    await rm(folder, { recursive: true });
    expect([...traces.values()]).toEqual(['taken']);
  });

  it('fails when there is no log, instead of taking nothing for an answer', async () => {
    await expect(traceMails('/nowhere/mail.log', new Set(['<a@b>']))).rejects.toThrow('ENOENT');
  });
});
