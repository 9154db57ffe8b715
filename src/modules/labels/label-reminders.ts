import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInWords } from '../../kernel/date-in-words.js';
import { addDays } from '../../kernel/local-date.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { type DatedKind, DatedReminders } from '../reminder-rules/dated-reminders.js';

const EXPIRING: DatedKind = {
  name: 'label-expiring',
  label: { da: 'Et mærke udløber', en: 'A label expires' },
  email: 'digest',
  subjects: `SELECT l.id, l.valid_to AS "on", l.company_id AS "companyId", c.name AS title, c.name AS "companyName",
      ARRAY[coalesce(c.consultant_id, l.created_by)] AS "recipientIds", NULL AS facts
    FROM label_application l JOIN company c ON c.id = l.company_id
    WHERE l.state = 'awarded' AND l.valid_to IS NOT NULL`,
  message: ({ companyId, companyName, on }) => ({
    title: { da: `Mærket hos ${companyName} udløber`, en: `The label of ${companyName} expires` },
    body: {
      da: `Det er gyldigt til og med ${dateInWords(addDays(on, -1), 'da')}. Skal virksomheden søge igen?`,
      en: `It is valid up to and including ${dateInWords(addDays(on, -1), 'en')}. Should the company apply again?`,
    },
    link: `/virksomheder/${companyId}`,
  }),
};

/** Reminds of labels that expire. */
@Injectable()
export class LabelReminders implements OnModuleInit {
  constructor(
    private readonly reminders: DatedReminders,
    private readonly changes: CompanyChanges,
  ) {}

  onModuleInit(): void {
    this.reminders.register(EXPIRING);
    this.changes.follow(['LabelApplication'], (tx, { id }) => this.reminders.plan(tx, EXPIRING, [id]));
    this.changes.listen(['Company'], (tx, ids) => this.reminders.planOfCompanies(tx, EXPIRING, ids));
  }
}
