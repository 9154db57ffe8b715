/** A calendar day is text, 'YYYY-MM-DD'; what day an instant belongs to is decided in this zone. */
export const TIME_ZONE = 'Europe/Copenhagen';

/** Swedish writes a date as YYYY-MM-DD. */
const COPENHAGEN = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE });
const DAY_MS = 86_400_000;
/** The last instant a Date can hold. */
const LATEST_MS = 8.64e15;

/** Whether the text is 'YYYY-MM-DD', a day that exists, in the years 1900 to 2999. */
export function isLocalDate(text: string): boolean {
  return /^(19|2\d)\d\d-\d\d-\d\d$/.test(text) && textOf(Date.parse(text)) === text;
}

/**
 * @param days a whole number, may be negative
 * @throws RangeError for a fraction, and when the date or the result is not a local date
 */
export function addDays(date: string, days: number): string {
  return checked(textOf(dayOf(date) + whole(days) * DAY_MS));
}

/**
 * The same day of another month, or that month's last day where it is shorter (31 January + 1 = 28 or 29 February).
 *
 * @param months a whole number, may be negative
 * @throws RangeError for a fraction, and when the date or the result is not a local date
 */
export function addMonths(date: string, months: number): string {
  const day = new Date(dayOf(date));
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + whole(months)];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return checked(textOf(Date.UTC(year, month, Math.min(day.getUTCDate(), lastDay))));
}

/**
 * Days from the first date to the second, negative when the second is earlier.
 *
 * @throws RangeError when one is not a local date
 */
export function daysBetween(from: string, to: string): number {
  return (dayOf(to) - dayOf(from)) / DAY_MS;
}

/** 1 for Monday to 7 for Sunday. @throws RangeError when it is not a local date */
export function weekdayOf(date: string): number {
  return new Date(dayOf(date)).getUTCDay() || 7;
}

/** The day in Copenhagen at that instant. @throws RangeError for an invalid Date */
export function localDateOf(instant: Date): string {
  return checked(COPENHAGEN.format(instant));
}

/** Today in Copenhagen, given the clock's now. @throws RangeError for an invalid Date */
export function todayInCopenhagen(now: Date): string {
  return localDateOf(now);
}

// Days are counted in UTC, where each has 24 hours; milliseconds since 1970.
function dayOf(date: string): number {
  checked(date);
  return Date.parse(date);
}

function whole(count: number): number {
  if (!Number.isInteger(count)) {
    throw new RangeError(`Not a whole number: ${count}`);
  }
  return count;
}

/** Empty for an instant that no date can tell. */
function textOf(day: number): string {
  return Number.isNaN(day) || Math.abs(day) > LATEST_MS ? '' : new Date(day).toISOString().slice(0, 10);
}

function checked(date: string | null): string {
  if (date !== null && isLocalDate(date)) return date;
  throw new RangeError(`Not a date YYYY-MM-DD between 1900 and 2999: ${date}`);
}
