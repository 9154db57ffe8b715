import { daysBetween } from '../../kernel/local-date.js';

export const NETWORK_HEALTHS = ['good', 'waning', 'dormant'] as const;
export type NetworkHealth = (typeof NETWORK_HEALTHS)[number];

/** A meeting at most so many days ago keeps a network good. */
export const GOOD_WITHIN_DAYS = 120;
/** The least share of the members at that meeting. */
export const GOOD_SHARE = 0.5;
/** So many days without a meeting is still waning, one more is dormant. */
export const DORMANT_AFTER_DAYS = 365;
/** A network that has not met yet is good until it is so many days old. */
export const NEW_FOR_DAYS = 120;

export interface NetworkFacts {
  /** The day it came into the register. */
  createdOn: string;
  lastMeetingOn: string | null;
  /** 0 to 1, of those who were members on the day of the last meeting; null when it had none. */
  attendanceShare: number | null;
}

/** How a living network does on a day. One that never met is counted from the day it was made. */
export function networkHealth(facts: NetworkFacts, today: string): NetworkHealth {
  const { createdOn, lastMeetingOn, attendanceShare } = facts;
  const quietDays = daysBetween(lastMeetingOn ?? createdOn, today);
  if (quietDays > DORMANT_AFTER_DAYS) return 'dormant';
  if (lastMeetingOn === null) return quietDays < NEW_FOR_DAYS ? 'good' : 'waning';
  return quietDays <= GOOD_WITHIN_DAYS && (attendanceShare ?? 0) >= GOOD_SHARE ? 'good' : 'waning';
}
