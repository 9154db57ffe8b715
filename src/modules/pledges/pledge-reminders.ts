import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInWords } from '../../kernel/date-in-words.js';
import { addDays } from '../../kernel/local-date.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { type DatedKind, DatedReminders } from '../reminder-rules/dated-reminders.js';
import { type Fulfilment, fulfilledOf, pledgeState, type PledgeTerms } from './pledge.rules.js';

/** For who looks after the company, or made the pledge. */
const pledges = (on: string, rest: string) => `
  SELECT p.id, ${on} AS "on", p.company_id AS "companyId", c.name AS title, c.name AS "companyName",
    ARRAY[coalesce(c.consultant_id, p.created_by)] AS "recipientIds",
    jsonb_build_object('quantity', p.quantity, 'unit', p.unit, 'fromOn', p.from_on, 'toOn', p.to_on,
      'withdrawnOn', p.withdrawn_on, 'fulfilments',
      (SELECT coalesce(jsonb_agg(jsonb_build_object('quantity', f.quantity, 'onDate', f.on_date)
         ORDER BY f.on_date, f.created_at, f.id), '[]') FROM pledge_fulfilment f WHERE f.pledge_id = p.id)) AS facts
  FROM pledge p JOIN company c ON c.id = p.company_id ${rest}`;

const ENDING: DatedKind = {
  name: 'pledge-ending',
  label: { da: 'Et løfte udløber', en: 'A pledge ends' },
  email: 'digest',
  subjects: pledges('p.to_on', 'WHERE p.withdrawn_on IS NULL'),
  message: ({ companyId, companyName, on }) => ({
    title: { da: `Et løfte fra ${companyName} udløber`, en: `A pledge of ${companyName} ends` },
    body: {
      da: `Det gælder til og med ${dateInWords(addDays(on, -1), 'da')}. Tal med virksomheden om et nyt.`,
      en: `It lasts up to and including ${dateInWords(addDays(on, -1), 'en')}. Talk with the company about a new one.`,
    },
    link: `/virksomheder/${companyId}`,
  }),
};

/** On the first working day of each month; this month's and the next one's are planned, the round goes on from there. */
const BEHIND: DatedKind = {
  name: 'pledge-behind',
  label: { da: 'Et løfte er bagud', en: 'A pledge is behind' },
  email: 'digest',
  subjects: pledges(
    'month.first::date',
    `CROSS JOIN today CROSS JOIN LATERAL generate_series(
       date_trunc('month', today.day::timestamp), today.day::timestamp + interval '1 month', interval '1 month') month(first)
     WHERE p.withdrawn_on IS NULL AND month.first > p.from_on AND month.first < p.to_on`,
  ),
  isDue: ({ facts }, today) => {
    const { fulfilments, ...terms } = facts as PledgeTerms & { fulfilments: Fulfilment[] };
    return pledgeState(terms, fulfilledOf(terms.unit, fulfilments), today) === 'behind';
  },
  message: ({ companyId, companyName }) => ({
    title: { da: `Et løfte fra ${companyName} er bagud`, en: `A pledge of ${companyName} is behind` },
    body: {
      da: 'Der er opfyldt mindre, end tiden tilsiger. Hør, hvad der skal til.',
      en: 'Less is fulfilled than the time calls for. Ask what it takes.',
    },
    link: `/virksomheder/${companyId}`,
  }),
};

/** Reminds of pledges that end and of those that are behind. */
@Injectable()
export class PledgeReminders implements OnModuleInit {
  constructor(
    private readonly reminders: DatedReminders,
    private readonly changes: CompanyChanges,
  ) {}

  onModuleInit(): void {
    for (const kind of [ENDING, BEHIND]) {
      this.reminders.register(kind);
      this.changes.follow(['Pledge'], (tx, { id }) => this.reminders.plan(tx, kind, [id]));
      this.changes.listen(['Company'], (tx, ids) => this.reminders.planOfCompanies(tx, kind, ids));
    }
  }
}
