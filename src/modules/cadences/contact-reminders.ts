import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dateInWords } from '../../kernel/date-in-words.js';
import { atLocalTime } from '../../kernel/local-time.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { type DueReminder, type ReminderKind, ReminderKinds, type Verdict } from '../reminders/reminder-kinds.js';
import { ReminderLedger, type Wanted } from '../reminders/reminder-ledger.js';

const KIND = 'contact-due';
const AT = '07:00';

/** Tells the colleague who looks after a company that it is due for contact. */
@Injectable()
export class ContactReminders implements ReminderKind, OnModuleInit {
  readonly name = KIND;
  readonly label = { da: 'En virksomhed skal kontaktes', en: 'A company is due for contact' };
  readonly email = 'digest';

  constructor(
    private readonly kinds: ReminderKinds,
    private readonly ledger: ReminderLedger,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  /** A day that has passed already is for the list of outreach: companies that come in bulk remind nobody of the past. */
  async plan(
    tx: EntityManager,
    companies: readonly { companyId: string; consultantId: string | null; on: string | null }[],
    today: string,
  ): Promise<void> {
    const wanted = companies.map(({ companyId, consultantId, on }): [string, Wanted[]] => {
      if (on === null || consultantId === null) return [companyId, []];
      const dueAt = atLocalTime(on, AT);
      return [companyId, [{ occurrence: `due ${on}`, dueAt, recipientId: consultantId, companyId, onlyKeep: on < today }]];
    });
    await this.ledger.planAll(tx, KIND, new Map(wanted));
  }

  async judge(db: Queryable, due: readonly DueReminder[]): Promise<ReadonlyMap<string, Verdict>> {
    type Row = { id: string; name: string; on: string | null; consultantId: string | null; lastContactOn: string; status: string };
    const rows = await db.query<Row[]>(
      `SELECT id, name, next_contact_on AS "on", consultant_id AS "consultantId", last_contact_on AS "lastContactOn", status
       FROM company WHERE id = ANY($1::uuid[])`,
      [due.map(({ subjectId }) => subjectId)],
    );
    const companies = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      due.map(({ id, subjectId, occurrence, recipientId }): [string, Verdict] => {
        const company = companies.get(subjectId);
        if (!company || occurrence !== `due ${company.on}` || company.status !== 'active') return [id, { drop: 'not-due' }];
        if (company.consultantId !== recipientId) return [id, { drop: 'handed-over' }];
        const { name, lastContactOn } = company;
        const title = { da: `Kontakt ${name}`, en: `Contact ${name}` };
        const body = {
          da: `Sidste kontakt var ${dateInWords(lastContactOn, 'da')}.`,
          en: `The last contact was on ${dateInWords(lastContactOn, 'en')}.`,
        };
        return [id, { send: { title, body, link: `/virksomheder/${subjectId}` } }];
      }),
    );
  }
}
