import fc from 'fast-check';
import {
  addDays,
  addMonths,
  daysBetween,
  isLocalDate,
  localDateOf,
  todayInCopenhagen,
  weekdayOf,
} from './local-date.js';

const seed = Date.now();
console.log(`local-date property seed ${seed}`);

const anyDate = fc
  .date({ min: new Date('1910-01-01T00:00:00Z'), max: new Date('2989-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const anyDays = fc.integer({ min: -3000, max: 3000 });

describe('isLocalDate', () => {
  it.each(['2026-11-21', '1900-01-01', '2999-12-31', '2024-02-29', '2000-02-29'])('%s is one', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1899-12-31',
    '3000-01-01',
    '2026-1-1',
    '21-11-2026',
    '2026-11-21T00:00',
    ' 2026-11-21',
    '2026-W47-6',
    '20261121',
    '',
  ])('%j is none', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-28', 1, '2026-03-29'], // the day of 23 hours
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-24', 1, '2026-10-25'], // the day of 25 hours
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-03-30', -1, '2026-03-29'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s + %i = %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it('agrees with daysBetween and comes back', () => {
    fc.assert(
      fc.property(anyDate, anyDays, (date, days) => {
        const later = addDays(date, days);
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(later > date).toBe(days > 0);
      }),
      { seed },
    );
  });

  it.each([
    ['2026-02-30', 1],
    ['2999-12-31', 1],
    ['1900-01-01', -1],
    ['2026-01-01', 0.5],
    ['2026-01-01', Number.NaN],
  ])('%s + %p is refused', (date, days) => {
    expect(() => addDays(date, days)).toThrow(RangeError);
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2026-11-21', '2026-11-21', 0],
    ['2027-01-01', '2026-01-01', -365],
    ['1900-01-01', '2999-12-31', 401_766],
  ])('from %s to %s: %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it('refuses a day that does not exist', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow(RangeError);
    expect(() => daysBetween('2026-03-01', '2026-02-30')).toThrow(RangeError);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-21', 24, '2028-11-21'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s + %i months = %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    ['2026-02-30', 1],
    ['2999-12-01', 1],
    ['2026-01-01', 1.5],
  ])('%s + %p months is refused', (date, months) => {
    expect(() => addMonths(date, months)).toThrow(RangeError);
  });

  it('keeps the day of the month, or takes the last one', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100, max: 100 }), (date, months) => {
        const result = addMonths(date, months);
        const monthsApart = 12 * (Number(result.slice(0, 4)) - Number(date.slice(0, 4)));
        expect(monthsApart + Number(result.slice(5, 7)) - Number(date.slice(5, 7))).toBe(months);
        const sameDay = result.slice(8) === date.slice(8);
        const shorterMonth = result.slice(8) < date.slice(8) && addDays(result, 1).endsWith('-01');
        expect(sameDay || shorterMonth).toBe(true);
      }),
      { seed },
    );
  });
});

describe('weekdayOf', () => {
  it.each([
    ['2026-11-16', 1],
    ['2026-11-21', 6],
    ['2026-11-22', 7],
  ])('%s is day %i of the week', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });
});

describe('the day of an instant in Copenhagen', () => {
  it.each([
    ['2026-01-14T22:59:59.999Z', '2026-01-14'], // winter: midnight is 23:00 UTC
    ['2026-01-14T23:00:00.000Z', '2026-01-15'],
    ['2026-07-14T21:59:59.999Z', '2026-07-14'], // summer: midnight is 22:00 UTC
    ['2026-07-14T22:00:00.000Z', '2026-07-15'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29'], // the spring day begins in winter time
    ['2026-03-29T21:59:59.999Z', '2026-03-29'], // and ends in summer time
    ['2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25'], // the autumn day begins in summer time
    ['2026-10-25T22:59:59.999Z', '2026-10-25'], // and ends in winter time
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
  ])('%s is %s', (instant, date) => {
    expect(localDateOf(new Date(instant))).toBe(date);
    expect(todayInCopenhagen(new Date(instant))).toBe(date);
  });

  it('agrees with the calendar of the platform', () => {
    const platform = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
    const instants = fc.date({ min: new Date('1980-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(localDateOf(instant)).toBe(platform.format(instant));
      }),
      { seed },
    );
  });

  it('refuses an invalid Date', () => {
    expect(() => localDateOf(new Date(Number.NaN))).toThrow(RangeError);
  });
});
