import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { conflict } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { Mailer } from '../../platform/mail/mailer.js';
import type { TestMailAnswerDto } from './reminder-desk.dto.js';

/** A mail by which an administrator sees that the relay works. */
@Injectable()
export class TestMail {
  constructor(
    private readonly db: DataSource,
    private readonly mailer: Mailer,
  ) {}

  /** To the one who asks. 409 when there is no relay. */
  async send(actor: Actor): Promise<TestMailAnswerDto> {
    if (!this.mailer.isConfigured) {
      throw conflict('no-mail-server', 'Der er ingen mailserver. Sæt SMTP_URL.', 'There is no mail server. Set SMTP_URL.');
    }
    const [own] = await this.db.query<{ email: string }[]>('SELECT email FROM app_user WHERE id = $1', [actor.userId]);
    const outcome = await this.mailer.send({
      to: own?.email ?? '',
      subject: 'Prøvemail fra Håndslag',
      text: 'Mailen virker. Den er sendt fra siden Påmindelser.\n\nMail works. It was sent from the page Reminders.\n',
    });
    return { state: outcome.state, replyCode: outcome.state === 'refused' ? outcome.replyCode : null };
  }
}
