import { addDays, localDateOf, TIME_ZONE, weekdayOf } from './local-date.js';

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE, hourCycle: 'h23', hour: '2-digit', minute: '2-digit',
});
const MINUTE_MS = 60_000;

/** Wall-clock time in Copenhagen at that instant, 'HH:MM'. */
export function localTimeOf(instant: Date): string {
  return CLOCK.format(instant);
}

/**
 * The instant at which clocks in Copenhagen show the time 'HH:MM' on the date. A time that the night in March skips is
 * an hour later (02:30 becomes 03:30); one that the night in October has twice is the first of the two.
 *
 * @throws RangeError when the date or the time does not exist
 */
export function atLocalTime(date: string, time: string): Date {
  const asUtc = /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? Date.parse(`${date}T${time}:00Z`) : NaN;
  if (Number.isNaN(asUtc)) throw new RangeError(`Not a date and time: ${date} ${time}`);
  const offsets = [asUtc - 24 * 60 * MINUTE_MS, asUtc + 24 * 60 * MINUTE_MS].map(offsetAt);
  const wanted = `${date} ${time}`;
  const candidates = offsets.map((offset) => new Date(asUtc - offset)).sort((a, b) => a.getTime() - b.getTime());
  const exact = candidates.find((instant) => `${localDateOf(instant)} ${localTimeOf(instant)}` === wanted);
  return exact ?? new Date(asUtc - (offsets[0] ?? 0));
}

/** Hours in which somebody does not want mail: from `from` to `to`, over midnight when `from` is the later. */
export interface QuietHours {
  /** 0 to 23; the same as `to`: never quiet. */
  readonly from: number;
  readonly to: number;
  /** Saturdays and Sundays are quiet all day. */
  readonly weekends: boolean;
}

/** The instant itself, or the end of the quiet time it falls into. */
export function afterQuietHours(instant: Date, quiet: QuietHours): Date {
  let date = localDateOf(instant);
  let hour = Number(localTimeOf(instant).slice(0, 2));
  let moved = false;
  if (isQuietHour(hour, quiet)) {
    if (hour >= quiet.to) date = addDays(date, 1);
    hour = quiet.to;
    moved = true;
  }
  while (quiet.weekends && weekdayOf(date) > 5) {
    date = addDays(date, 1);
    hour = quiet.from === quiet.to ? 0 : quiet.to;
    moved = true;
  }
  return moved ? atLocalTime(date, `${String(hour).padStart(2, '0')}:00`) : instant;
}

/** The first time at or after the instant that clocks in Copenhagen show the full hour. */
export function nextLocalHour(instant: Date, hour: number): Date {
  const date = localDateOf(instant);
  const time = `${String(hour).padStart(2, '0')}:00`;
  const today = atLocalTime(date, time);
  return today >= instant ? today : atLocalTime(addDays(date, 1), time);
}

function isQuietHour(hour: number, { from, to }: QuietHours): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** What clocks in Copenhagen are ahead of UTC, in milliseconds. */
function offsetAt(utc: number): number {
  const instant = new Date(utc);
  const shown = Date.parse(`${localDateOf(instant)}T${localTimeOf(instant)}:00Z`);
  return shown - Math.floor(utc / MINUTE_MS) * MINUTE_MS;
}
