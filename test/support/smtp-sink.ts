import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came over the wire. */
  raw: string;
  /** Header lines, a folded one as one. */
  headers: string[];
  /** The content, decoded when it is plain text alone. */
  text: string;
}

/** What the relay does with the next mails. */
export type SinkMode =
  | 'accept'
  /** Answers the recipient with this code. */
  | { refuse: number }
  /** Takes the content and answers it with this code. */
  | { refuseContent: number }
  /** Takes the sender and says no more, until it hangs up. */
  | 'silent'
  /** Hangs up when the sender is named. */
  | 'cut-before-data'
  /** Takes the whole content, keeps it, and hangs up without an answer. */
  | 'cut-after-data';

/** A relay that speaks SMTP on a free port and keeps what it is sent. */
export class SmtpSink {
  readonly mails: ReceivedMail[] = [];
  mode: SinkMode = 'accept';
  private readonly server: SMTPServer;

  private constructor() {
    const withCode = (code: number) => Object.assign(new Error('not today'), { responseCode: code });
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onMailFrom: (_address, _session, answer) => {
        if (this.mode === 'cut-before-data') this.hangUp();
        else if (this.mode !== 'silent') answer();
      },
      onRcptTo: (_address, _session, answer) =>
        answer(typeof this.mode === 'object' && 'refuse' in this.mode ? withCode(this.mode.refuse) : null),
      onData: (stream, { envelope }, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.once('end', () => {
          if (typeof this.mode === 'object' && 'refuseContent' in this.mode) {
            return answer(withCode(this.mode.refuseContent));
          }
          const { mailFrom, rcptTo } = envelope;
          this.mails.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            ...parse(Buffer.concat(chunks).toString('latin1')),
          });
          if (this.mode === 'cut-after-data') this.hangUp();
          else answer();
        });
      },
    });
    // A connection that is cut is not a fault of the sink.
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    await new Promise<void>((resolve) => void sink.server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The mails of one recipient. */
  to(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Cuts every connection. */
  hangUp(): void {
    for (const connection of this.server.connections) connection.close();
  }
}

function parse(raw: string): Pick<ReceivedMail, 'raw' | 'headers' | 'text'> {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return { raw, headers, text: decode(headers, raw.slice(end + 4)) };
}

function decode(headers: string[], body: string): string {
  const encoding = headers.find((line) => /^content-transfer-encoding:/i.test(line)) ?? '';
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(encoding)) return Buffer.from(body, 'latin1').toString('utf8');
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
