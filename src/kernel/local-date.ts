import { DateTime } from 'luxon';

/** A calendar day is text, 'YYYY-MM-DD'; what day an instant belongs to is decided in this zone. */
export const TIME_ZONE = 'Europe/Copenhagen';

/** Whether the text is 'YYYY-MM-DD', a day that exists, in the years 1900 to 2999. */
export function isLocalDate(text: string): boolean {
  return /^(19|2\d)\d\d-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/**
 * @param days a whole number, may be negative
 * @throws RangeError for a fraction, and when the date or the result is not a local date
 */
export function addDays(date: string, days: number): string {
  return textOf(dayOf(date).plus({ days: whole(days) }));
}

/**
 * The same day of another month, or that month's last day where it is shorter (31 January + 1 = 28 or 29 February).
 *
 * @param months a whole number, may be negative
 * @throws RangeError for a fraction, and when the date or the result is not a local date
 */
export function addMonths(date: string, months: number): string {
  return textOf(dayOf(date).plus({ months: whole(months) }));
}

/**
 * Days from the first date to the second, negative when the second is earlier.
 *
 * @throws RangeError when one is not a local date
 */
export function daysBetween(from: string, to: string): number {
  return dayOf(to).diff(dayOf(from), 'days').days;
}

/** 1 for Monday to 7 for Sunday. @throws RangeError when it is not a local date */
export function weekdayOf(date: string): number {
  return dayOf(date).weekday;
}

/** The day in Copenhagen at that instant. @throws RangeError for an invalid Date */
export function localDateOf(instant: Date): string {
  return textOf(DateTime.fromJSDate(instant, { zone: TIME_ZONE }));
}

/** Today in Copenhagen, given the clock's now. @throws RangeError for an invalid Date */
export function todayInCopenhagen(now: Date): string {
  return localDateOf(now);
}

// Days are counted in UTC, where each has 24 hours.
function dayOf(date: string): DateTime {
  if (!isLocalDate(date)) {
    throw new RangeError(`Not a date YYYY-MM-DD between 1900 and 2999: ${date}`);
  }
  return DateTime.fromISO(date, { zone: 'utc' });
}

function whole(count: number): number {
  if (!Number.isInteger(count)) {
    throw new RangeError(`Not a whole number: ${count}`);
  }
  return count;
}

function textOf(day: DateTime): string {
  const text = day.toISODate();
  if (text === null || !isLocalDate(text)) {
    throw new RangeError(`Not a date between 1900 and 2999: ${text}`);
  }
  return text;
}
