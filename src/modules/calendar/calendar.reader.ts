import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addDays, addMonths } from '../../kernel/local-date.js';
import { notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import type { CalendarEntry } from './calendar-text.js';

const MONTHS_BACK = 3;
const MONTHS_AHEAD = 12;
const CONTACT_DAYS_AHEAD = 60;
const MOST_CONTACTS = 200;
const MOST_ENTRIES = 2_000;

/*
 * A calendar program keeps and shows what it reads, on telephones and to those who share the calendar: no text that a
 * colleague wrote, which may name a person, only the company and what it is about.
 * $1 user, $2 permissions, $3 and $4 first and last day, $5 last day of contacts, $6 a member's company, $7 now,
 * $8 today.
 */
const DAY = 'NULL::timestamptz AS "startsAt", NULL::timestamptz AS "endsAt", false AS cancelled, NULL AS place';

const TASKS = `SELECT 'task-' || t.id AS name, t.version, t.created_at AS stamp, t.due_on AS "on", ${DAY},
    concat_ws(', ', 'Håndslag: opgave', c.name) AS title, '/opgaver' AS link
  FROM task t LEFT JOIN company c ON c.id = t.company_id
  WHERE 'tasks:read' = ANY($2::text[]) AND $6::uuid IS NULL
    AND t.assignee_id = $1 AND t.state = 'open' AND t.due_on BETWEEN $3 AND $4`;

/** The day is computed, not written: it is as new as the calendar. */
const CONTACTS = `SELECT 'contact-' || c.id AS name, c.version, $7::timestamptz AS stamp, c.next_contact_on AS "on",
    ${DAY}, 'Håndslag: kontakt ' || c.name AS title, '/virksomheder/' || c.id AS link
  FROM company c
  WHERE 'outreach:read' = ANY($2::text[]) AND $6::uuid IS NULL
    AND c.consultant_id = $1 AND c.status = 'active' AND c.contact_policy <> 'do_not_contact'
    AND (c.contact_paused_until IS NULL OR c.contact_paused_until <= c.next_contact_on)
    AND c.next_contact_on BETWEEN $3 AND $5
  ORDER BY c.next_contact_on < $8::date, c.next_contact_on, c.id LIMIT ${MOST_CONTACTS}`;

const REVIEWS = `SELECT 'agreement-' || a.id AS name, a.version, a.created_at AS stamp, a.review_on AS "on", ${DAY},
    'Håndslag: gennemgå aftale, ' || c.name AS title, '/virksomheder/' || c.id AS link
  FROM agreement a JOIN company c ON c.id = a.company_id
  WHERE 'agreements:read' = ANY($2::text[]) AND $6::uuid IS NULL
    AND a.status <> 'terminated' AND a.review_on BETWEEN $3 AND $4
    AND EXISTS (SELECT 1 FROM agreement_colleague x WHERE x.agreement_id = a.id AND x.user_id = $1)`;

const ACTIVITY = `'activity-' || a.id AS name, a.version, a.created_at AS stamp, NULL::date AS "on",
    a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.state = 'cancelled' AS cancelled`;
const ACTIVITIES = `SELECT ${ACTIVITY}, NULL AS place,
    'Håndslag: ' || coalesce(k.name_da, 'aktivitet') AS title, '/aktiviteter/' || a.id AS link
  FROM activity a LEFT JOIN term k ON k.kind = 'activity_kind' AND k.code = a.kind
  WHERE 'activities:read' = ANY($2::text[]) AND ($6::uuid IS NULL OR a.shared_with_members)
    AND (a.owner_id = $1 OR a.created_by = $1) AND a.starts_on BETWEEN $3 AND $4`;

const SOURCES = [TASKS, CONTACTS, REVIEWS, ACTIVITIES].map((one) => `(${one})`).join(' UNION ALL ');
const ENTRIES = `SELECT * FROM (${SOURCES}) e
  ORDER BY coalesce(e."on", e."startsAt"), e.name LIMIT ${MOST_ENTRIES}`;

@Injectable()
export class CalendarReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The user's own days, from three months ago to a year ahead, companies to contact up to 60 days ahead. */
  async entries(actor: Actor): Promise<CalendarEntry[]> {
    const today = this.clock.today();
    return await this.db.query<CalendarEntry[]>(ENTRIES, [
      actor.userId,
      [...actor.permissions],
      addMonths(today, -MONTHS_BACK),
      addMonths(today, MONTHS_AHEAD),
      addDays(today, CONTACT_DAYS_AHEAD),
      actor.onlyCompanyId,
      this.clock.now(),
      today,
    ]);
  }

  /** As a colleague sends it out: with its title and place, but not the description or who comes. */
  async activity(actor: Actor, id: string): Promise<CalendarEntry> {
    const [entry] = await this.db.query<CalendarEntry[]>(
      `SELECT ${ACTIVITY}, a.place, a.title, NULL AS link FROM activity a
       WHERE a.id = $1 AND ($2::uuid IS NULL OR a.shared_with_members)`,
      [id, actor.onlyCompanyId],
    );
    if (!entry) throw notFound();
    return entry;
  }
}
