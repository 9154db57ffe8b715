/* The relay of a fault run: a process of its own that speaks SMTP, tells its port, and notes every mail it accepts. */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { seededRandom } from './fault-plan.js';

/** Shorter than what is left of a lease when the content may last be begun. */
const IDLE_MS = 3_000;

const [log, accepted, seed] = [process.env['SINK_LOG'], process.env['SINK_ACCEPTED'], process.env['SINK_SEED']];
if (!log || !accepted) throw new Error('The sink is started by a fault run');
/** For a bench the relay is without faults. */
const isFaulty = process.env['SINK_FAULTS'] !== 'none';
const [refuses, cuts] = isFaulty ? [0.05, 0.02] : [0, 0];
const random = seededRandom(Number(seed));
const counts = { refused: 0, cut: 0 };

interface SMTPConnection {
  session: SMTPServerSession;
  close(): void;
}

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  socketTimeout: IDLE_MS,
  closeTimeout: 100,
  onRcptTo: (_address, _session, answer) => {
    if (random() >= refuses) return answer();
    counts.refused += 1;
    answer(Object.assign(new Error('Try again later'), { responseCode: 451 }));
  },
  onData: (stream, session, answer) => {
    void text(stream).then((content) => {
      setTimeout(() => {
        note(content);
        if (random() >= cuts) return answer();
        counts.cut += 1;
        for (const connection of server.connections as Set<SMTPConnection>) {
          if (connection.session === session) connection.close();
        }
      }, isFaulty ? 10 + random() * 60 : 0);
    }, () => undefined);
  },
});
// A client that is killed in the middle is no fault of the sink.
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => process.send?.((server.server.address() as AddressInfo).port));
process.on('message', () => process.send?.(counts));
process.on('disconnect', () => process.exit());

/** As Postfix does: written before the answer, so whoever got the answer finds the line. */
function note(content: string): void {
  const messageId = /^message-id: *(\S+)/im.exec(content)?.[1] ?? '';
  const subject = /^subject: *(.*?)\r?$/im.exec(content)?.[1] ?? '';
  const entry = randomBytes(6).toString('hex').toUpperCase();
  const when = 'Nov 20 10:00:01 relay postfix';
  appendFileSync(log ?? '', `${when}/cleanup[12]: ${entry}: message-id=${messageId}\n${when}/qmgr[9]: ${entry}: from=<h@x>, size=900, nrcpt=1 (queue active)\n`);
  appendFileSync(accepted ?? '', `${JSON.stringify({ messageId, subject })}\n`);
}
