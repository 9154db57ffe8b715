import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInWords } from '../../kernel/date-in-words.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { type DatedKind, DatedReminders } from '../reminder-rules/dated-reminders.js';

/** For its owner and for who made it. */
const activities = (state: string) => `
  SELECT a.id, a.starts_on AS "on", NULL::uuid AS "companyId", a.title, NULL AS "companyName", NULL AS facts,
    ARRAY(SELECT DISTINCT unnest(ARRAY[a.owner_id, a.created_by])) AS "recipientIds"
  FROM activity a WHERE a.state = '${state}'`;

const COMING: DatedKind = {
  name: 'activity-coming',
  label: { da: 'En aktivitet nærmer sig', en: 'An activity is coming' },
  email: 'digest',
  subjects: activities('planned'),
  message: ({ id, title, on }) => ({
    title: { da: `Snart: ${title}`, en: `Coming: ${title}` },
    body: { da: `Den begynder ${dateInWords(on, 'da')}.`, en: `It begins on ${dateInWords(on, 'en')}.` },
    link: `/aktiviteter/${id}`,
  }),
};

const FOLLOW_UP: DatedKind = {
  name: 'activity-follow-up',
  label: { da: 'En aktivitet skal følges op', en: 'An activity is to be followed up' },
  email: 'digest',
  subjects: activities('held'),
  message: ({ id, title, on }) => ({
    title: { da: `Følg op: ${title}`, en: `Follow up: ${title}` },
    body: {
      da: `Den blev holdt ${dateInWords(on, 'da')}. Kontakt dem, der kom.`,
      en: `It was held on ${dateInWords(on, 'en')}. Contact those who came.`,
    },
    link: `/aktiviteter/${id}`,
  }),
};

/** Reminds of activities to come and of following up those that were held. */
@Injectable()
export class ActivityReminders implements OnModuleInit {
  constructor(
    private readonly reminders: DatedReminders,
    private readonly changes: CompanyChanges,
  ) {}

  onModuleInit(): void {
    for (const kind of [COMING, FOLLOW_UP]) {
      this.reminders.register(kind);
      this.changes.follow(['Activity'], (tx, { id }) => this.reminders.plan(tx, kind, [id]));
    }
  }
}
