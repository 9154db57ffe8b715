import Holidays from 'date-holidays';
import { addDays, isLocalDate, weekdayOf } from './local-date.js';

/**
 * A day on which the municipality is closed although it is no public holiday: every year ('12-24'), once
 * ('2026-05-15'), or the Friday after Ascension Day ('day-after-ascension').
 */
export type ExtraClosedDay = string;

/** Christmas Eve and New Year's Eve; 1 May and 5 June (Grundlovsdag) only where a municipality adds them. */
export const DEFAULT_EXTRA_CLOSED: readonly ExtraClosedDay[] = ['12-24', '12-31'];

const ASCENSION_RULE = 'easter 39';
const denmark = new Holidays('DK', { types: ['public'] });
const rulesByYear = new Map<string, Map<string, string>>();

/**
 * Whether the date 'YYYY-MM-DD' is a Danish public holiday, Easter Sunday and Whit Sunday included. Store Bededag is
 * one up to 2023. 24 and 31 December, 1 May and 5 June are none.
 *
 * @throws RangeError when it is not a local date
 */
export function isPublicHoliday(date: string): boolean {
  return holidayRule(date) !== undefined;
}

/**
 * Whether people work on the date: Monday to Friday, no public holiday, not closed by the municipality.
 *
 * @throws RangeError when it is not a local date
 */
export function isWorkingDay(date: string, extraClosed: readonly ExtraClosedDay[] = DEFAULT_EXTRA_CLOSED): boolean {
  return weekdayOf(date) <= 5 && !isPublicHoliday(date) && !isExtraClosed(date, extraClosed);
}

/**
 * The date itself when it is a working day, otherwise the first working day after it.
 *
 * @throws RangeError when it is not a local date
 */
export function nextWorkingDay(date: string, extraClosed: readonly ExtraClosedDay[] = DEFAULT_EXTRA_CLOSED): string {
  let day = date;
  while (!isWorkingDay(day, extraClosed)) {
    day = addDays(day, 1);
  }
  return day;
}

/**
 * The date itself when it is a working day, otherwise the last working day before it.
 *
 * @throws RangeError when it is not a local date
 */
export function lastWorkingDay(date: string, extraClosed: readonly ExtraClosedDay[] = DEFAULT_EXTRA_CLOSED): string {
  let day = date;
  while (!isWorkingDay(day, extraClosed)) {
    day = addDays(day, -1);
  }
  return day;
}

function isExtraClosed(date: string, extraClosed: readonly ExtraClosedDay[]): boolean {
  const yearly = date.slice('YYYY-'.length);
  if (extraClosed.includes(yearly) || extraClosed.includes(date)) {
    return true;
  }
  return extraClosed.includes('day-after-ascension') && holidayRule(addDays(date, -1)) === ASCENSION_RULE;
}

/** The library's rule that makes the date a holiday, such as 'easter 39'; the holidays of a year are kept. */
function holidayRule(date: string): string | undefined {
  if (!isLocalDate(date)) {
    throw new RangeError(`Not a date YYYY-MM-DD between 1900 and 2999: ${date}`);
  }
  const year = date.slice(0, 'YYYY'.length);
  let rules = rulesByYear.get(year);
  if (rules === undefined) {
    const holidays = denmark.getHolidays(Number(year));
    rules = new Map(holidays.map((holiday) => [holiday.date.slice(0, 'YYYY-MM-DD'.length), holiday.rule]));
    rulesByYear.set(year, rules);
  }
  return rules.get(date);
}
