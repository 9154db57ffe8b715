import { addDays } from '../../kernel/local-date.js';
import {
  DORMANT_AFTER_DAYS, GOOD_SHARE, GOOD_WITHIN_DAYS, type NetworkFacts, NEW_FOR_DAYS, networkHealth,
} from './network.rules.js';

const TODAY = '2026-11-20';
const ago = (days: number) => addDays(TODAY, -days);
const met = (days: number, attendanceShare: number | null): NetworkFacts => ({
  createdOn: ago(1000), lastMeetingOn: ago(days), attendanceShare,
});
const neverMet = (age: number): NetworkFacts => ({ createdOn: ago(age), lastMeetingOn: null, attendanceShare: null });

describe('networkHealth', () => {
  it.each<[string, NetworkFacts, string]>([
    ['met today, everybody there', met(0, 1), 'good'],
    ['met today, just half there', met(0, GOOD_SHARE), 'good'],
    ['met today, fewer than half there', met(0, 49 / 99), 'waning'],
    ['met today, nobody there', met(0, 0), 'waning'],
    ['met today without members', met(0, null), 'waning'],
    ['the last day of good', met(GOOD_WITHIN_DAYS, 1), 'good'],
    ['the first day of waning', met(GOOD_WITHIN_DAYS + 1, 1), 'waning'],
    ['the last day of waning', met(DORMANT_AFTER_DAYS, 1), 'waning'],
    ['the first day of dormant', met(DORMANT_AFTER_DAYS + 1, 1), 'dormant'],
    ['few there and long ago', met(DORMANT_AFTER_DAYS + 1, 0), 'dormant'],
    ['made today', neverMet(0), 'good'],
    ['never met, the last day it is new', neverMet(NEW_FOR_DAYS - 1), 'good'],
    ['never met, no longer new', neverMet(NEW_FOR_DAYS), 'waning'],
    ['never met in a year', neverMet(DORMANT_AFTER_DAYS), 'waning'],
    ['never met in more than a year', neverMet(DORMANT_AFTER_DAYS + 1), 'dormant'],
    ['met before it was written down here', { ...met(30, 1), createdOn: TODAY }, 'good'],
    ['met long before it was written down here', { ...met(400, 1), createdOn: TODAY }, 'dormant'],
  ])('%s', (_name, facts, expected) => {
    expect(networkHealth(facts, TODAY)).toBe(expected);
  });

  it('keeps the thresholds that were agreed', () => {
    expect([GOOD_WITHIN_DAYS, GOOD_SHARE, DORMANT_AFTER_DAYS, NEW_FOR_DAYS]).toEqual([120, 0.5, 365, 120]);
  });
});
