import { daysBetween } from '../../kernel/local-date.js';

export const PLEDGE_DIRECTIONS = ['INCLUDE_NEW', 'RETAIN_OWN'] as const;
export type PledgeDirection = (typeof PLEDGE_DIRECTIONS)[number];

export const PLEDGE_UNITS = ['places', 'persons', 'hours_per_week', 'events', 'yes_no'] as const;
export type PledgeUnit = (typeof PLEDGE_UNITS)[number];

export const PLEDGE_STATES = [
  'upcoming', 'on_track', 'behind', 'fulfilled', 'partly', 'lapsed', 'withdrawn',
] as const;
export type PledgeState = (typeof PLEDGE_STATES)[number];

export interface PledgeTerms {
  quantity: number;
  unit: PledgeUnit;
  /** First day of the period. */
  fromOn: string;
  /** First day after it. */
  toOn: string;
  withdrawnOn: string | null;
}

export interface Fulfilment {
  quantity: number;
  onDate: string;
}

/**
 * How much of a pledge is fulfilled: places, persons and events add up, hours per week are what the latest entry says
 * (the last written of one day), and yes/no is 1 once it is done.
 */
export function fulfilledOf(unit: PledgeUnit, fulfilments: readonly Fulfilment[]): number {
  switch (unit) {
    case 'hours_per_week':
      return fulfilments.reduce<Fulfilment | null>(
        (latest, one) => (latest === null || one.onDate >= latest.onDate ? one : latest),
        null,
      )?.quantity ?? 0;
    case 'yes_no':
      return fulfilments.length > 0 ? 1 : 0;
    default:
      return fulfilments.reduce((sum, one) => sum + one.quantity, 0);
  }
}

/**
 * Where a pledge stands on a day. Expected so far is the quantity times the share of the days that have passed,
 * rounded down: what is below that is behind. After the end it is fulfilled, partly (something came) or lapsed.
 */
export function pledgeState(pledge: PledgeTerms, fulfilled: number, today: string): PledgeState {
  if (pledge.withdrawnOn !== null && pledge.withdrawnOn <= today) return 'withdrawn';
  if (fulfilled >= pledge.quantity) return 'fulfilled';
  if (today < pledge.fromOn) return 'upcoming';
  if (today >= pledge.toOn) return fulfilled > 0 ? 'partly' : 'lapsed';
  const elapsed = daysBetween(pledge.fromOn, today);
  const expected = Math.floor((pledge.quantity * elapsed) / daysBetween(pledge.fromOn, pledge.toOn));
  return fulfilled < expected ? 'behind' : 'on_track';
}
