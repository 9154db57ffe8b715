import fc from 'fast-check';
import { isWorkingDay } from '../../kernel/working-days.js';
import { daysOf, nextOf, type Recurrence, RECURRENCE_UNITS } from './recurrence.rules.js';

const rule = (every: number, unit: Recurrence['unit'], end: Partial<Recurrence> = {}): Recurrence => ({
  every, unit, until: null, count: null, ...end,
});
function someOf(startOn: string, recurrence: Recurrence, most: number): string[] {
  const found: string[] = [];
  for (const day of daysOf(startOn, recurrence)) {
    if (found.length === most) break;
    found.push(day);
  }
  return found;
}
const first = (startOn: string, recurrence: Recurrence, most: number) =>
  someOf(startOn, recurrence, most).join(' ');

describe('daysOf', () => {
  it.each<[string, string, Recurrence, string]>([
    ['every week, over the clock change', '2026-10-19', rule(1, 'week'), '2026-10-19 2026-10-26 2026-11-02'],
    ['every second week', '2026-11-20', rule(2, 'week'), '2026-11-20 2026-12-04 2026-12-18'],
    ['every day leaves out the weekend', '2026-11-19', rule(1, 'day'), '2026-11-19 2026-11-20 2026-11-23'],
    ['the 31st stays the 31st', '2027-03-31', rule(1, 'month', { count: 3 }), '2027-03-31 2027-04-30 2027-05-31'],
    ['the 31st in February', '2026-12-31', rule(2, 'month'), '2026-12-31 2027-03-01 2027-04-30'],
    ['29 February every year', '2028-02-29', rule(12, 'month'), '2028-02-29 2029-02-28 2030-02-28'],
    ['29 February again after four years', '2028-02-29', rule(48, 'month'), '2028-02-29 2032-03-01 2036-02-29'],
    ['Christmas moves on', '2026-12-18', rule(1, 'week'), '2026-12-18 2026-12-28 2027-01-04'],
    ['July is worked in', '2027-06-15', rule(1, 'month'), '2027-06-15 2027-07-15 2027-08-16'],
    ['the first day is as it was chosen', '2026-11-21', rule(1, 'week'), '2026-11-21 2026-11-30 2026-12-07'],
    ['once', '2026-11-20', rule(1, 'week', { count: 1 }), '2026-11-20'],
    ['twice', '2026-11-20', rule(1, 'week', { count: 2 }), '2026-11-20 2026-11-27'],
    ['until a day, which counts', '2026-11-20', rule(1, 'week', { until: '2026-11-27' }), '2026-11-20 2026-11-27'],
    ['until the day before', '2026-11-20', rule(1, 'week', { until: '2026-11-26' }), '2026-11-20'],
    ['at the end of time', '2100-12-30', rule(1, 'month'), '2100-12-30'],
  ])('%s', (_name, startOn, recurrence, expected) => {
    expect(first(startOn, recurrence, 3)).toBe(expected);
  });

  it('only rises, on working days, and within its ends', () => {
    const seed = Date.now() | 0;
    let days = 0;
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }), fc.constantFrom(...RECURRENCE_UNITS), fc.option(fc.integer({ min: 1, max: 20 })),
        (date, every, unit, count) => {
          const found = someOf(date.toISOString().slice(0, 10), rule(every, unit, { count }), 20);
          days += found.length;
          expect(found).toEqual([...new Set(found)].sort());
          expect(found.slice(1).every((day) => isWorkingDay(day))).toBe(true);
          if (count !== null) expect(found.length).toBeLessThanOrEqual(count);
        },
      ),
      { seed, numRuns: 200 },
    );
    console.log(`recurrence: seed ${seed}, 200 series, ${days} days`);
  });
});

describe('nextOf', () => {
  it.each<[string, number, string, string | null]>([
    ['the next after the first', 0, '2026-11-20', '2026-11-27'],
    ['the next after one that was moved ahead', 1, '2026-11-25', '2026-12-04'],
    ['leaves out what was missed', 0, '2026-12-05', '2026-12-11'],
    ['nothing after the last', 3, '2026-12-11', null],
    ['nothing when the rest was missed', 0, '2026-12-11', null],
  ])('%s', (_name, position, afterDay, expected) => {
    const recurrence = rule(1, 'week', { count: 4 });
    expect(nextOf('2026-11-20', recurrence, position, afterDay)?.dueOn ?? null).toBe(expected);
  });
});
