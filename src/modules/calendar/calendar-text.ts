import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays } from '../../kernel/local-date.js';
import { publicAddress } from '../../platform/http/public-address.js';
import type { Platform } from '../../platform/platform-options.js';

const REFRESH_SECONDS = 3_600;

/** A whole day (`on`), or a time from `startsAt` to `endsAt`. */
export interface CalendarEntry {
  /** The kind of record with its id: the same in every calendar, so that one read later replaces this one. */
  name: string;
  version: number;
  stamp: string;
  on: string | null;
  startsAt: string | null;
  endsAt: string | null;
  cancelled: boolean;
  title: string;
  place: string | null;
  /** In the web client, below the address of the program. */
  link: string | null;
}

type Address = Pick<Platform, 'publicUrl' | 'port' | 'mailFrom'>;

/** The calendar that a program asks for again and again. */
export function feedText(entries: readonly CalendarEntry[], address: Address): string {
  const calendar = emptyCalendar(ICalCalendarMethod.PUBLISH).name('Håndslag').ttl(REFRESH_SECONDS);
  for (const entry of entries) calendar.createEvent(eventOf(entry, address));
  return calendar.toString();
}

/** One entry to attach to a mail; for a cancelled one, what takes it out of the calendar again. */
export function invitationText(entry: CalendarEntry, address: Address): string {
  const calendar = emptyCalendar(entry.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH);
  calendar.createEvent(eventOf(entry, address));
  return calendar.toString();
}

function emptyCalendar(method: ICalCalendarMethod): ICalCalendar {
  return ical({ prodId: { company: 'Håndslag', product: 'Kalender', language: 'DA' }, method });
}

function eventOf(entry: CalendarEntry, address: Address) {
  const { name, version, stamp, cancelled, title, place, link } = entry;
  return {
    id: `${name}@${publicAddress(address, '/').hostname}`,
    sequence: version,
    stamp: new Date(stamp),
    ...timesOf(entry),
    summary: title,
    location: place,
    url: link && publicAddress(address, link).href,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: 'Håndslag', email: /<(.+)>/.exec(address.mailFrom)?.[1] ?? address.mailFrom },
  };
}

/** Times are written in UTC: with a time zone the library writes a Date's UTC digits as if they were local. */
function timesOf({ on, startsAt, endsAt }: CalendarEntry) {
  if (startsAt && endsAt) return { start: new Date(startsAt), end: new Date(endsAt) };
  if (!on) throw new Error('A calendar entry has a day or a time');
  const transparency = ICalEventTransparency.TRANSPARENT;
  return { start: on, end: addDays(on, 1), allDay: true, transparency };
}
