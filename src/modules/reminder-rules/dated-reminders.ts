import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Text } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import {
  type DueReminder, type Message, type ReminderKind, ReminderKinds, type Verdict,
} from '../reminders/reminder-kinds.js';
import { ReminderLedger, type Wanted } from '../reminders/reminder-ledger.js';
import { isOccasionOf, occasionsOf, type RuleTerms } from './reminder-rule.rules.js';
import { ReminderRulesService } from './reminder-rules.service.js';

/** A record of which to remind somebody, and the day it is about. */
export interface DatedSubject {
  id: string;
  on: string;
  companyId: string | null;
  recipientIds: string[];
  title: string;
  companyName: string | null;
  /** What else `isDue` needs. */
  facts: unknown;
}

/** A kind of reminder about days that stand in records; when to remind of them is data (`reminder_rule`). */
export interface DatedKind extends Pick<ReminderKind, 'name' | 'label' | 'email'> {
  /**
   * A SELECT of every record of which to remind, as DatedSubject, a row per day; may read `day` from `today`. What is
   * done, ended or withdrawn is not in it, so that nothing is planned for it and nothing planned goes out.
   */
  readonly subjects: string;
  /** What SQL cannot say; asked just before sending. */
  isDue?(subject: DatedSubject, today: string): boolean;
  message(subject: DatedSubject, today: string): Message;
}

const COLUMNS = 's.id, s."on", s."companyId", s."recipientIds", s.title, s."companyName", s.facts';
const MOST_DAYS_OFF = 7;
const AHEAD_DAYS = 2;

/** Plans and judges the reminders of records by one and the same query, so that the two cannot differ. */
@Injectable()
export class DatedReminders {
  readonly registered: DatedKind[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly kinds: ReminderKinds,
    private readonly ledger: ReminderLedger,
    private readonly rules: ReminderRulesService,
  ) {}

  /** Called while the program starts. */
  register(kind: DatedKind): void {
    const { name, label, email } = kind;
    this.kinds.register({ name, label, email, judge: (db, due) => this.judge(db, kind, due) });
    this.registered.push(kind);
  }

  /** Brings the reminders of these records up to date, in the transaction of what changed them. */
  async plan(tx: EntityManager, kind: DatedKind, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await waitForOthers(tx, kind, ids);
    const rules = await this.rules.of(tx, kind.name);
    const wanted = new Map(ids.map((id): [string, Wanted[]] => [id, []]));
    for (const subject of await this.read(tx, kind, 's.id = ANY($2::uuid[])', [ids])) {
      wanted.get(subject.id)?.push(...this.wantedOf(subject, rules));
    }
    await this.ledger.planAll(tx, kind.name, wanted);
  }

  /** The same for every record of these companies, because who looks after them may have changed. */
  async planOfCompanies(tx: EntityManager, kind: DatedKind, companyIds: readonly string[]): Promise<void> {
    const subjects = await this.read(tx, kind, 's."companyId" = ANY($2::uuid[])', [companyIds]);
    await this.plan(tx, kind, [...new Set(subjects.map(({ id }) => id))]);
  }

  /**
   * The same for the next `limit` records after the id whose reminder comes within days. Answers the last id, or null
   * at the end.
   */
  async planComing(tx: EntityManager, kind: DatedKind, afterId: string, limit: number): Promise<string | null> {
    const rows = await tx.query<{ id: string }[]>(
      `WITH today AS (SELECT $1::date AS day)
       SELECT DISTINCT s.id FROM (${kind.subjects}) s JOIN reminder_rule r ON r.kind = $2 AND r.enabled
       WHERE s.id > $3 AND s."on" + CASE r.moment WHEN 'before' THEN -r.offset_days ELSE r.offset_days END
         BETWEEN $1::date - $5::integer AND $1::date + $6::integer
       ORDER BY s.id LIMIT $4`,
      [this.clock.today(), kind.name, afterId, limit, MOST_DAYS_OFF, MOST_DAYS_OFF + AHEAD_DAYS],
    );
    await this.plan(tx, kind, rows.map(({ id }) => id));
    return rows.at(-1)?.id ?? null;
  }

  private wantedOf(subject: DatedSubject, rules: readonly RuleTerms[]): Wanted[] {
    const now = this.clock.now();
    return occasionsOf(subject.on, rules).flatMap(({ occurrence, dueAt }) =>
      subject.recipientIds.map((recipientId) => ({
        occurrence, dueAt, recipientId, companyId: subject.companyId, onlyKeep: dueAt < now,
      })),
    );
  }

  private async judge(db: Queryable, kind: DatedKind, due: readonly DueReminder[]): Promise<Map<string, Verdict>> {
    const rules = await this.rules.of(db, kind.name);
    const subjects = await this.read(db, kind, 's.id = ANY($2::uuid[])', [due.map(({ subjectId }) => subjectId)]);
    const byId = Map.groupBy(subjects, ({ id }) => id);
    return new Map(due.map((one) => [one.id, this.verdictOf(kind, one, byId.get(one.subjectId) ?? [], rules)]));
  }

  private verdictOf(
    kind: DatedKind,
    { occurrence, recipientId }: DueReminder,
    days: readonly DatedSubject[],
    rules: readonly RuleTerms[],
  ): Verdict {
    if (days.length === 0) return { drop: 'not-due' };
    const subject = days.find(({ on }) => isOccasionOf(occurrence, on, rules));
    if (!subject) return { drop: 'moved' };
    if (!subject.recipientIds.includes(recipientId)) return { drop: 'handed-over' };
    const today = this.clock.today();
    if (kind.isDue && !kind.isDue(subject, today)) return { drop: 'not-due' };
    return { send: kind.message(subject, today) };
  }

  private async read(db: Queryable, kind: DatedKind, where: string, parameters: unknown[]): Promise<DatedSubject[]> {
    return await db.query<DatedSubject[]>(
      `WITH today AS (SELECT $1::date AS day) SELECT ${COLUMNS} FROM (${kind.subjects}) s WHERE ${where}`,
      [this.clock.today(), ...parameters],
    );
  }
}

/** The end of a sentence about it: nothing for what is about no company. */
export function atCompany({ companyName }: DatedSubject): Text {
  return companyName === null ? { da: '', en: '' } : { da: ` hos ${companyName}`, en: ` at ${companyName}` };
}

/** Who plans the same record waits for the other's commit and then reads what it wrote; none overwrites the other. */
async function waitForOthers(tx: EntityManager, kind: DatedKind, ids: readonly string[]): Promise<void> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended($1 || key, 0))
     FROM (SELECT DISTINCT id::text AS key FROM unnest($2::uuid[]) id ORDER BY 1) subjects`,
    [kind.name, ids],
  );
}
