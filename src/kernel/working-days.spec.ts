import { addDays, weekdayOf } from './local-date.js';
import { isPublicHoliday, isWorkingDay, nextWorkingDay } from './working-days.js';

/** Easter Sundays as printed in calendars; every movable holiday is counted from them. */
const EASTER_SUNDAYS = [
  [2022, '2022-04-17'],
  [2023, '2023-04-09'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2029, '2029-04-01'],
  [2030, '2030-04-21'],
] as const;

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

describe('isPublicHoliday', () => {
  it.each(EASTER_SUNDAYS)('has exactly the holidays of the law in %i', (year, easter) => {
    const fixed = [`${year}-01-01`, `${year}-12-25`, `${year}-12-26`];
    const movable = [-3, -2, 0, 1, 39, 49, 50].map((days) => addDays(easter, days));
    const storeBededag = year <= 2023 ? [addDays(easter, 26)] : [];
    const expected = [...new Set([...fixed, ...movable, ...storeBededag])].sort();
    expect(daysOf(year).filter((day) => isPublicHoliday(day))).toEqual(expected);
  });

  it.each([
    ['2022-05-13', true],
    ['2023-05-05', true],
    ['2024-04-26', false],
    ['2025-05-16', false],
    ['2026-05-01', false],
  ])('Store Bededag %s: %p', (date, holiday) => {
    expect(isPublicHoliday(date)).toBe(holiday);
  });

  it.each(['2026-12-24', '2026-12-31', '2026-05-01', '2026-06-05'])('%s is none', (date) => {
    expect(isPublicHoliday(date)).toBe(false);
  });
});

describe('isWorkingDay', () => {
  it.each([
    ['2026-11-20', true], // a Friday
    ['2026-11-21', false], // a Saturday
    ['2026-11-22', false], // a Sunday
    ['2026-11-23', true],
    ['2023-05-05', false], // Store Bededag, the last one
    ['2024-04-26', true], // would have been Store Bededag
    ['2026-05-01', true],
    ['2026-06-05', true], // Grundlovsdag
    ['2026-05-14', false], // Ascension
    ['2026-05-15', true], // the day after
    ['2026-12-24', false],
    ['2026-12-25', false],
    ['2026-12-31', false],
    ['2027-01-01', false],
  ])('%s: %p', (date, working) => {
    expect(isWorkingDay(date)).toBe(working);
  });

  it.each([
    ['2026-05-01', ['05-01'], false],
    ['2026-06-05', ['06-05'], false],
    ['2026-05-15', ['day-after-ascension'], false],
    ['2025-05-30', ['day-after-ascension'], false],
    ['2026-05-22', ['day-after-ascension'], true],
    ['2026-10-16', ['2026-10-16'], false],
    ['2025-10-16', ['2026-10-16'], true],
    ['2026-12-24', [], true], // a municipality's own list replaces the default
  ])('%s when also closed on %j: %p', (date, extraClosed, working) => {
    expect(isWorkingDay(date, extraClosed)).toBe(working);
  });

  it('refuses a day that does not exist', () => {
    expect(() => isWorkingDay('2026-02-30')).toThrow(RangeError);
    expect(() => isPublicHoliday('2026-02-30')).toThrow(RangeError);
    expect(() => nextWorkingDay('2026-02-30')).toThrow(RangeError);
  });
});

describe('nextWorkingDay', () => {
  it.each([
    ['2026-11-20', '2026-11-20'], // a working day stays
    ['2026-11-21', '2026-11-23'], // over the weekend
    ['2026-04-02', '2026-04-07'], // over Easter: Thursday to Tuesday
    ['2026-05-24', '2026-05-26'], // over Whitsun
    ['2026-12-24', '2026-12-28'], // over Christmas
    ['2025-12-24', '2025-12-29'], // Christmas runs into a weekend
    ['2026-12-31', '2027-01-04'], // over the turn of the year
    ['2023-05-05', '2023-05-08'],
    ['2024-04-26', '2024-04-26'],
  ])('from %s it is %s', (date, expected) => {
    expect(nextWorkingDay(date)).toBe(expected);
  });

  it('takes the municipality\'s own closed days', () => {
    expect(nextWorkingDay('2026-05-14', ['day-after-ascension'])).toBe('2026-05-18');
    expect(nextWorkingDay('2026-12-24', [])).toBe('2026-12-24');
  });

  it('is the nearest working day from every day of nine years', () => {
    for (const day of EASTER_SUNDAYS.flatMap(([year]) => daysOf(year))) {
      const next = nextWorkingDay(day);
      expect(isWorkingDay(next)).toBe(true);
      expect(weekdayOf(next)).toBeLessThanOrEqual(5);
      for (let between = day; between < next; between = addDays(between, 1)) {
        expect(isWorkingDay(between)).toBe(false);
      }
    }
  });
});
