import { addDays } from '../../kernel/local-date.js';
import { atLocalTime } from '../../kernel/local-time.js';
import { lastWorkingDay, nextWorkingDay } from '../../kernel/working-days.js';

export const MOMENTS = ['before', 'at', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

/** When to remind of a day: so many days before or after it, or on the day itself. */
export interface RuleTerms {
  moment: Moment;
  /** 0 with `at`, else at least 1. */
  offsetDays: number;
}

export interface Occasion {
  /** Tells it from the other reminders of the same subject: the day it is about, and how far from it. */
  occurrence: string;
  dueAt: Date;
}

const AT = '07:00';

/** Whether the offset goes with the moment. */
export function isWellFormed({ moment, offsetDays }: RuleTerms): boolean {
  return (moment === 'at') === (offsetDays === 0);
}

/**
 * When to remind of the day, at 07:00 in Copenhagen: what falls on a day off is the working day before it when it is
 * ahead of the day, otherwise the working day after it. Of two on the same day only the later in the order of the days
 * is left.
 */
export function occasionsOf(on: string, rules: readonly RuleTerms[]): Occasion[] {
  const byDay = new Map<string, Occasion>();
  for (const days of rules.map(daysOf).sort((a, b) => a - b)) {
    const wanted = addDays(on, days);
    const day = days < 0 ? lastWorkingDay(wanted) : nextWorkingDay(wanted);
    byDay.set(day, { occurrence: occurrenceOf(on, days), dueAt: atLocalTime(day, AT) });
  }
  return [...byDay.values()];
}

/** Whether a reminder of this occurrence is about the day and still wanted by a rule. */
export function isOccasionOf(occurrence: string, on: string, rules: readonly RuleTerms[]): boolean {
  return rules.some((rule) => occurrenceOf(on, daysOf(rule)) === occurrence);
}

function daysOf({ moment, offsetDays }: RuleTerms): number {
  return moment === 'before' ? -offsetDays : offsetDays;
}

function occurrenceOf(on: string, days: number): string {
  return `due ${on} ${days > 0 ? '+' : ''}${days}`;
}
