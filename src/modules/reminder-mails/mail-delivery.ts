import { Inject, Injectable } from '@nestjs/common';
import { type MailOutcome, Mailer } from '../../platform/mail/mailer.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { type Claim, MailClaims } from './mail-claims.js';
import { writeMail } from './mail-text.js';
import { REMINDER_TIMINGS, type ReminderTimings } from '../reminders/reminder-timings.js';

/** Sends one mail: claim, send, say how it ended. */
@Injectable()
export class MailDelivery {
  constructor(
    private readonly claims: MailClaims,
    private readonly mailer: Mailer,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(REMINDER_TIMINGS) private readonly timings: ReminderTimings,
  ) {}

  /** A hint that comes late, twice, or for a reminder that is not to be sent does nothing. */
  async handle(id: string): Promise<void> {
    const claim = await this.claims.claim(id, this.host);
    if (!claim) return;
    if (!claim.recipient) return await this.claims.refused(claim, 'no address', false);
    const outcome = await this.send(claim, claim.recipient);
    if (outcome === 'not sendable') return await this.claims.refused(claim, outcome, false);
    if (outcome.state === 'accepted') return await this.claims.accepted(claim);
    if (outcome.state === 'unknown') return await this.claims.uncertain(claim);
    await this.claims.refused(claim, String(outcome.replyCode ?? 'no answer'), outcome.temporary);
  }

  private async send(claim: Claim, { address, language }: NonNullable<Claim['recipient']>): Promise<MailOutcome | 'not sendable'> {
    const path = claim.messages[0]?.outward?.unsubscribe;
    const mail = {
      ...writeMail(claim.messages, language, this.address),
      to: address,
      messageId: claim.messageId,
      ...(path && { listUnsubscribe: new URL(path, this.address) }),
      sendWithinMs: this.timings.sendWithinMs - (performance.now() - claim.begunAt),
    };
    try {
      return await this.mailer.send(mail);
    } catch {
      return 'not sendable'; // a header or an address that no relay is shown
    }
  }

  private get address(): URL {
    return this.platform.publicUrl ?? new URL(`http://localhost:${this.platform.port}`);
  }

  /** Of the Message-IDs. */
  private get host(): string {
    return this.address.hostname;
  }
}
