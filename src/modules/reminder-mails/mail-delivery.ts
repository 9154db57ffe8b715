import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mailer } from '../../platform/mail/mailer.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { type Claim, MailClaims } from './mail-claims.js';
import { writeMail } from './mail-text.js';
import { REMINDER_TIMINGS, type ReminderTimings } from '../reminders/reminder-timings.js';

/** Sends one mail: claim, send, say how it ended. */
@Injectable()
export class MailDelivery {
  constructor(
    private readonly db: DataSource,
    private readonly claims: MailClaims,
    private readonly mailer: Mailer,
    private readonly preferences: PreferencesService,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(REMINDER_TIMINGS) private readonly timings: ReminderTimings,
  ) {}

  /** A hint that comes late, twice, or for a reminder that is not to be sent does nothing. */
  async handle(id: string): Promise<void> {
    const claim = await this.claims.claim(id, this.host);
    if (!claim) return;
    const recipient = await this.recipientOf(claim);
    if (!recipient) return await this.claims.refused(claim, 'no address', false);
    const outcome = await this.mailer.send({
      ...writeMail(claim.messages, recipient.language, this.address),
      to: recipient.address,
      messageId: claim.messageId,
      sendWithinMs: this.timings.sendWithinMs,
    });
    if (outcome.state === 'accepted') return await this.claims.accepted(claim);
    if (outcome.state === 'unknown') return await this.claims.uncertain(claim);
    await this.claims.refused(claim, String(outcome.replyCode ?? 'no answer'), outcome.temporary);
  }

  private async recipientOf({ reminder, messages }: Claim) {
    if (reminder.recipientType === 'contact') {
      const address = messages[0]?.to;
      return address ? ({ address, language: 'da' } as const) : null;
    }
    const reach = (await this.preferences.reach(this.db, reminder.kind, [reminder.recipientId])).get(reminder.recipientId);
    return reach ? { address: reach.email, language: reach.language } : null;
  }

  private get address(): URL {
    return this.platform.publicUrl ?? new URL(`http://localhost:${this.platform.port}`);
  }

  /** Of the Message-IDs. */
  private get host(): string {
    return this.address.hostname;
  }
}
