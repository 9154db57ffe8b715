import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { SizeClass } from '../../kernel/size-class.js';
import type { PartnerKind } from '../companies/company.values.js';
import { type ContactFacts, nextContact, segmentOf } from './cadence.rules.js';
import { ContactReminders } from './contact-reminders.js';

interface FactRow extends ContactFacts {
  partnerKind: PartnerKind;
  sizeClass: SizeClass;
  engaged: boolean;
  consultantId: string | null;
  nextContactOn: string | null;
  contactLatestOn: string | null;
}

const FACTS = `SELECT c.id AS "companyId", c.status, c.partner_kind AS "partnerKind", c.size_class AS "sizeClass",
    c.last_contact_on AS "lastContactOn", c.contact_paused_until AS "pausedUntil", c.consultant_id AS "consultantId",
    c.next_contact_on AS "nextContactOn", c.contact_latest_on AS "contactLatestOn",
    (c.agreement_periods @> $1::date OR c.pledge_periods @> $1::date) AS engaged
  FROM company c`;

/** Keeps the day of each company's next contact equal to what it is derived from. */
@Injectable()
export class NextContacts {
  constructor(
    private readonly clock: Clock,
    private readonly reminders: ContactReminders,
  ) {}

  /**
   * Derives the next contact of these companies anew, and the reminders of it, in the transaction of what changed:
   * a contact, an agreement, a pledge, a pause, the size, the consultant.
   */
  async refresh(tx: EntityManager, companyIds: readonly string[]): Promise<void> {
    const sql = `${FACTS} WHERE c.id = ANY($2::uuid[]) ORDER BY c.id FOR NO KEY UPDATE OF c`;
    const rows = await tx.query<FactRow[]>(sql, [this.clock.today(), companyIds]);
    const { all } = await this.write(tx, rows);
    await this.reminders.plan(tx, all, this.clock.today());
  }

  /**
   * The next `limit` companies after the id, for what changes by itself: an agreement that ended yesterday, new days of
   * a cadence, companies that came by an import. Answers the last id, or null at the end. Locked ones are left to the
   * next round.
   */
  async refreshAfter(tx: EntityManager, id: string, limit: number): Promise<string | null> {
    const sql = `${FACTS} WHERE c.id > $2 AND (c.last_contact_on IS NOT NULL OR c.next_contact_on IS NOT NULL)
      ORDER BY c.id LIMIT $3 FOR NO KEY UPDATE OF c SKIP LOCKED`;
    const rows = await tx.query<FactRow[]>(sql, [this.clock.today(), id, limit]);
    const { changed } = await this.write(tx, rows);
    await this.reminders.plan(tx, changed, this.clock.today());
    return rows.at(-1)?.companyId ?? null;
  }

  private async write(tx: EntityManager, rows: readonly FactRow[]) {
    const intervals = await tx.query<{ segment: string; engaged: boolean; idealDays: number; maxDays: number }[]>(
      'SELECT segment, engaged, ideal_days AS "idealDays", max_days AS "maxDays" FROM cadence',
    );
    const all = rows.map((row) => {
      const segment = segmentOf(row.partnerKind, row.sizeClass);
      const interval = intervals.find((one) => one.segment === segment && one.engaged === row.engaged);
      if (!interval) throw new Error(`No cadence for ${segment}, engaged ${row.engaged}`);
      const { on = null, latestOn = null } = nextContact(row, interval) ?? {};
      const { companyId, consultantId } = row;
      return { companyId, consultantId, on, latestOn, isNew: on !== row.nextContactOn || latestOn !== row.contactLatestOn };
    });
    const changed = all.filter(({ isNew }) => isNew);
    if (changed.length > 0) {
      await tx.query(
        `UPDATE company c SET next_contact_on = n."on", contact_latest_on = n."latestOn"
         FROM jsonb_to_recordset($1::jsonb) AS n("companyId" uuid, "on" date, "latestOn" date) WHERE c.id = n."companyId"`,
        [JSON.stringify(changed)],
      );
    }
    return { all, changed };
  }
}
