import { randomUUIDv7 } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { ContactRefusal } from './contact-refusal.entity.js';
import { askingPage, donePage } from './unsubscribe-page.js';
import { readUnsubscribeToken, type Refusal, unsubscribeToken } from './unsubscribe-token.js';

/** How a contact says no to further mails without signing in. */
@Injectable()
export class UnsubscribesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly changes: CompanyChanges,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** Why mail to companies cannot carry a link that says no, and so must not be sent; null when it can. */
  get hindrance(): 'no-secret-key' | 'no-public-url' | null {
    if (!this.platform.secretKey) return 'no-secret-key';
    return this.platform.publicUrl ? null : 'no-public-url';
  }

  /** Where the contact says no. Throws without a SECRET_KEY; ask `hindrance` first. */
  pathFor(refusal: Refusal): string {
    if (!this.platform.secretKey) throw new Error('SECRET_KEY is not set; ask hindrance first');
    return `/api/unsubscribe/${unsubscribeToken(this.platform.secretKey, refusal)}`;
  }

  /** A page that asks; changes nothing. */
  async ask(token: string): Promise<string> {
    const { purpose } = this.read(token);
    return askingPage(...(await this.names(purpose)));
  }

  /** Holds from now on, and answers the same however often it is said. */
  async refuse(token: string): Promise<string> {
    const { contactId, purpose } = this.read(token);
    await this.db.transaction(async (tx) => {
      const refusal = { contactId, channel: 'email', purpose, refusedOn: this.clock.today() };
      const [written] = await tx.query<{ id: string; companyId: string | null }[]>(
        `INSERT INTO contact_refusal AS n (id, contact_id, channel, purpose, refused_on)
         SELECT $1, k.id, $3, $4, $5 FROM contact k WHERE k.id = $2 AND k.erased_at IS NULL FOR KEY SHARE
         ON CONFLICT (contact_id, channel, purpose) DO UPDATE SET refused_on = excluded.refused_on
           WHERE n.refused_on < excluded.refused_on
         RETURNING id, (SELECT r.company_id FROM contact_role r WHERE r.contact_id = n.contact_id
           ORDER BY r.left_on DESC, r.company_id LIMIT 1) AS "companyId"`,
        [randomUUIDv7(), contactId, refusal.channel, purpose, refusal.refusedOn],
      );
      if (!written) return;
      const { id, companyId } = written;
      const entry = { action: 'refuse', entity: ContactRefusal, id, companyId, after: refusal };
      await this.changes.record(tx, { userId: null }, entry);
    });
    return donePage(...(await this.names(purpose)));
  }

  private read(token: string): Refusal {
    const refusal = this.platform.secretKey ? readUnsubscribeToken(this.platform.secretKey, token) : null;
    if (!refusal) throw notFound();
    return refusal;
  }

  /** The sender, and the purpose in words. */
  private async names(purpose: string): Promise<[string, string]> {
    const [names] = await this.db.query<{ sender: string; purpose: string | null }[]>(
      `SELECT concat_ws(', ', s.desk_name, nullif(s.municipality_name, '')) AS sender,
         (SELECT t.name_da FROM term t WHERE t.kind = 'contact_purpose' AND t.code = $1
          ORDER BY t.valid_from DESC LIMIT 1) AS purpose
       FROM settings s`,
      [purpose],
    );
    return [names?.sender ?? '', names?.purpose ?? purpose];
  }
}
