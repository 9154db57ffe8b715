import { addDays } from '../../kernel/local-date.js';
import { isWorkingDay } from '../../kernel/working-days.js';
import type { SizeClass } from '../../kernel/size-class.js';
import type { CompanyStatus, PartnerKind } from '../companies/company.values.js';

export const SEGMENTS = ['large', 'medium', 'small', 'undetermined', 'unknown', 'partner'] as const;
export type Segment = (typeof SEGMENTS)[number];

/** What the next contact is derived from. */
export interface ContactFacts {
  readonly companyId: string;
  readonly status: CompanyStatus;
  /** Day of the last contact that counts. */
  readonly lastContactOn: string | null;
  /** Put off, or declined, until this day. */
  readonly pausedUntil: string | null;
}

/** Days from the last contact: when to be in touch again, and when at the latest. */
export interface Interval {
  readonly idealDays: number;
  readonly maxDays: number;
}

export interface NextContact {
  /** A day on which companies are contacted. */
  readonly on: string;
  /** Overdue after this day. */
  readonly latestOn: string;
}

/** Visits logged on one day, such as at a job fair, do not all fall due on one day. */
const SPREAD_DAYS = 10;

/** Which interval holds: by size for employers, one for all other partners. */
export function segmentOf(partnerKind: PartnerKind, sizeClass: SizeClass): Segment {
  return partnerKind === 'employer' ? sizeClass : 'partner';
}

/**
 * When the company is due for contact; null when it was never contacted or is no longer there. The same facts always
 * give the same days: the spread is drawn from the company's id, at most a quarter of the time between ideal and
 * latest. Both days are moved to the first day on which companies are contacted.
 */
export function nextContact(facts: ContactFacts, { idealDays, maxDays }: Interval): NextContact | null {
  if (facts.lastContactOn === null || facts.status === 'ceased' || facts.status === 'merged') return null;
  const spread = drawn(facts.companyId, 1 + Math.min(SPREAD_DAYS, Math.floor((maxDays - idealDays) / 4)));
  const ideal = addDays(facts.lastContactOn, idealDays + spread);
  const on = contactDay(latest(ideal, facts.pausedUntil));
  return { on, latestOn: latest(contactDay(addDays(facts.lastContactOn, maxDays)), on) };
}

/** The day itself or the first one after it that is a working day outside July, when Danish companies are on holiday. */
export function contactDay(day: string): string {
  let found = day;
  for (;;) {
    if (found.slice(5, 7) === '07') found = `${found.slice(0, 4)}-08-01`;
    if (isWorkingDay(found)) return found;
    found = addDays(found, 1);
  }
}

/**
 * Who of the colleagues is to take a company that nobody looks after: the same one whenever it is asked, whatever
 * their order, and each about equally many; when a colleague leaves, only that one's companies go to others.
 */
export function takerOf(companyId: string, colleagueIds: readonly string[]): string | null {
  const weighed = colleagueIds.map((id) => ({ id, weight: hashOf(`${companyId} ${id}`) }));
  weighed.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return weighed[0]?.id ?? null;
}

function latest(day: string, other: string | null): string {
  return other !== null && other > day ? other : day;
}

/** 0 to `below` − 1. */
function drawn(id: string, below: number): number {
  return hashOf(id) % below;
}

/** FNV-1a with a final mix, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
