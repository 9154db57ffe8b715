import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInWords } from '../../kernel/date-in-words.js';
import { addDays } from '../../kernel/local-date.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { type DatedKind, DatedReminders, type DatedSubject } from '../reminder-rules/dated-reminders.js';

/** In force and not terminated, for those named in it; else for who looks after the main party, or made it. */
const inForce = (on: string, condition: string) => `
  SELECT a.id, ${on} AS "on", a.company_id AS "companyId", a.title, c.name AS "companyName", NULL AS facts,
    coalesce(
      nullif(ARRAY(SELECT u.user_id FROM agreement_colleague u WHERE u.agreement_id = a.id ORDER BY 1), '{}'),
      ARRAY[coalesce(c.consultant_id, a.created_by)]) AS "recipientIds"
  FROM agreement a JOIN company c ON c.id = a.company_id
  WHERE a.status = 'active' AND ${on} IS NOT NULL AND ${condition}`;

const titleOf = ({ title, companyName }: DatedSubject) => `${title}, ${companyName}`;

const REVIEW: DatedKind = {
  name: 'agreement-review',
  label: { da: 'En aftale skal gennemgås', en: 'An agreement is to be reviewed' },
  email: 'digest',
  subjects: inForce('a.review_on', '(a.to_on IS NULL OR a.review_on < a.to_on)'),
  message: (agreement) => ({
    title: { da: `Gennemgå aftalen: ${titleOf(agreement)}`, en: `Review the agreement: ${titleOf(agreement)}` },
    body: {
      da: `Det er aftalt til ${dateInWords(agreement.on, 'da')}.`,
      en: `It is set for ${dateInWords(agreement.on, 'en')}.`,
    },
    link: `/virksomheder/${agreement.companyId}`,
  }),
};

const EXPIRY: DatedKind = {
  name: 'agreement-expiry',
  label: { da: 'En aftale udløber', en: 'An agreement expires' },
  email: 'digest',
  subjects: inForce(
    'a.to_on',
    "NOT EXISTS (SELECT 1 FROM agreement next WHERE next.renewed_from_id = a.id AND next.status <> 'draft')",
  ),
  message: (agreement) => ({
    title: { da: `Aftalen udløber: ${titleOf(agreement)}`, en: `The agreement expires: ${titleOf(agreement)}` },
    body: {
      da: `Den gælder til og med ${dateInWords(addDays(agreement.on, -1), 'da')}. Skal den fornyes?`,
      en: `It is in force up to and including ${dateInWords(addDays(agreement.on, -1), 'en')}. Should it be renewed?`,
    },
    link: `/virksomheder/${agreement.companyId}`,
  }),
};

/** Reminds of agreements that are to be reviewed or that expire. */
@Injectable()
export class AgreementReminders implements OnModuleInit {
  constructor(
    private readonly reminders: DatedReminders,
    private readonly changes: CompanyChanges,
  ) {}

  onModuleInit(): void {
    for (const kind of [REVIEW, EXPIRY]) {
      this.reminders.register(kind);
      this.changes.follow(['Agreement'], (tx, { id }) => this.reminders.plan(tx, kind, [id]));
      this.changes.listen(['Company'], (tx, ids) => this.reminders.planOfCompanies(tx, kind, ids));
    }
  }
}
