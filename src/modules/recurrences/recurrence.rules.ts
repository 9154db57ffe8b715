import { addDays, addMonths } from '../../kernel/local-date.js';
import { nextWorkingDay } from '../../kernel/working-days.js';

export const RECURRENCE_UNITS = ['day', 'week', 'month'] as const;
export type RecurrenceUnit = (typeof RECURRENCE_UNITS)[number];

export interface Recurrence {
  every: number;
  unit: RecurrenceUnit;
  /** No day after it; null: no such end. */
  until: string | null;
  /** So many days in all, the first included; null: no such end. */
  count: number | null;
}

const LAST_DAY = '2100-12-31';

/**
 * The days of a series in order: the first as it was chosen, the others counted from the first, so that the 31st stays
 * the 31st after a short month, and moved to the next working day. Two that fall on one working day are one.
 */
export function* daysOf(startOn: string, { every, unit, until, count }: Recurrence): Generator<string, void> {
  let last = startOn;
  yield startOn;
  for (let step = 1, given = 1; count === null || given < count; step += 1) {
    const wanted = plus(startOn, step * every, unit);
    if (wanted > LAST_DAY) return;
    const day = nextWorkingDay(wanted);
    if (until !== null && day > until) return;
    if (day <= last) continue;
    last = day;
    given += 1;
    yield day;
  }
}

/**
 * The next day of a series after the one at `position` (0 is the first), leaving out what is not after `afterDay`;
 * null when the series is at its end.
 */
export function nextOf(
  startOn: string,
  recurrence: Recurrence,
  position: number,
  afterDay: string,
): { position: number; dueOn: string } | null {
  let at = 0;
  for (const dueOn of daysOf(startOn, recurrence)) {
    if (at > position && dueOn > afterDay) return { position: at, dueOn };
    at += 1;
  }
  return null;
}

function plus(date: string, amount: number, unit: RecurrenceUnit): string {
  return unit === 'month' ? addMonths(date, amount) : addDays(date, unit === 'week' ? 7 * amount : amount);
}
