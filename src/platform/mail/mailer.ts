import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import { HealthRegistry } from '../health/health.registry.js';
import { PLATFORM, type Platform } from '../platform-options.js';

export interface Mail {
  /** One bare address, from the database, never from a request. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** With its angle brackets; left out: one is made. */
  readonly messageId?: string;
  /** Takes a POST without any question (RFC 8058) from who wants no further mails; for mail to companies. */
  readonly listUnsubscribe?: URL;
  /**
   * The content is begun within this time from now, or not at all: then nothing was sent. What is begun and not over by
   * then is broken off before its end, so that the relay does not take it.
   */
  readonly sendWithinMs?: number;
}

/**
 * What became of a mail. `accepted`: the relay has it. `refused`: the relay has not got it; when `temporary` (a 4xx
 * answer, or no relay to be reached) a later try may succeed. `unknown`: the connection was cut once the relay had
 * asked for the content, so it may have it or not, and sending again may send twice.
 */
export type MailOutcome =
  | { readonly state: 'accepted' }
  | {
      readonly state: 'refused';
      readonly temporary: boolean;
      /** null: the relay gave no answer. */
      readonly replyCode: number | null;
    }
  | { readonly state: 'unknown' };

const CONNECT_WITHIN_MS = 4_000;
const SILENCE_MS = 10_000;

/** No control character: a line break would begin a header of the sender's own. */
const HEADER = /^[^\p{Cc}\u2028\u2029]*$/u;
const ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u;
const MESSAGE_ID = /^<[^\s\p{Cc}<>]+@[^\s\p{Cc}<>]+>$/u;

/** Sends mail through the relay of SMTP_URL, one connection per mail. */
@Injectable()
export class Mailer implements OnModuleInit {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    if (!this.isConfigured) return;
    this.health.register({
      name: 'mail',
      check: async () => {
        await createTransport(this.options()).verify();
        return null;
      },
    });
  }

  get isConfigured(): boolean {
    return this.platform.smtpUrl !== null;
  }

  /** Throws for a header with a line break or an address that is not exactly one; every other failure is an outcome. */
  async send(mail: Mail): Promise<MailOutcome> {
    refuseForeignHeaders(mail);
    let contentBegan = false;
    const deadline = performance.now() + (mail.sendWithinMs ?? Infinity);
    const transport = createTransport(this.options());
    // The transport reads the content only once the relay has answered DATA with 354.
    transport.use('stream', ({ message }, done) => {
      const create = message.createReadStream.bind(message);
      message.createReadStream = (options) => {
        const content = create(options);
        const stopWhenLate = () => {
          if (performance.now() >= deadline) content.destroy(new Error('Too late to send'));
        };
        return content.once('resume', () => {
          stopWhenLate();
          if (content.destroyed) return;
          contentBegan = true;
          content.on('data', stopWhenLate);
        });
      };
      done();
    });
    const { to, subject, text, html, messageId, listUnsubscribe } = mail;
    const list = listUnsubscribe ? { unsubscribe: listUnsubscribe.href } : undefined;
    const headers = listUnsubscribe ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : undefined;
    try {
      await transport.sendMail({ from: this.platform.mailFrom, to, subject, text, html, messageId, list, headers });
      return { state: 'accepted' };
    } catch (error) {
      const replyCode = (error as { responseCode?: number }).responseCode ?? null;
      if (replyCode === null && contentBegan) return { state: 'unknown' };
      return { state: 'refused', temporary: replyCode === null || replyCode < 500, replyCode };
    }
  }

  private options(): SMTPTransportOptions {
    if (this.platform.smtpUrl === null) throw new Error('SMTP_URL is not set; ask isConfigured first');
    return {
      url: this.platform.smtpUrl,
      disableFileAccess: true,
      disableUrlAccess: true,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      dnsTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENCE_MS,
    };
  }
}

function refuseForeignHeaders({ to, subject, messageId }: Mail): void {
  if (!ADDRESS.test(to)) throw new Error('A mail needs exactly one bare address');
  if (!HEADER.test(subject)) throw new Error('A subject holds a line break or another control character');
  if (messageId !== undefined && !MESSAGE_ID.test(messageId)) throw new Error('A Message-ID is not written <id@host>');
}
