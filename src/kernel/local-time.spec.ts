import { afterQuietHours, atLocalTime, localTimeOf, nextLocalHour } from './local-time.js';

describe('atLocalTime', () => {
  it.each([
    ['winter', '2026-01-15', '08:00', '2026-01-15T07:00:00.000Z'],
    ['summer', '2026-07-15', '08:00', '2026-07-15T06:00:00.000Z'],
    ['the day clocks go forward, before', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['an hour that the night in March skips', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['the day clocks go forward, after', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['an hour that the night in October has twice', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['the day clocks go back, after', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['28 February', '2027-02-28', '07:00', '2027-02-28T06:00:00.000Z'],
    ['29 February', '2028-02-29', '07:00', '2028-02-29T06:00:00.000Z'],
    ['midnight', '2026-07-01', '00:00', '2026-06-30T22:00:00.000Z'],
  ])('is right for %s', (_case, date, time, expected) => {
    expect(atLocalTime(date, time).toISOString()).toBe(expected);
  });

  it.each([['2026-02-29', '24:00'], ['2026-01-01', '7:00'], ['', '07:00']])('refuses %s %s', (date, time) => {
    expect(() => atLocalTime(date, time)).toThrow(RangeError);
  });

  it('shows, at every full hour of two years, the time it was asked for, or the next hour in the skipped one', () => {
    const skipped: string[] = [];
    for (let hour = Date.parse('2026-01-01T00:00Z'); hour < Date.parse('2028-01-01T00:00Z'); hour += 3_600_000) {
      const [date, time] = [new Date(hour).toISOString().slice(0, 10), new Date(hour).toISOString().slice(11, 16)];
      const shown = localTimeOf(atLocalTime(date, time));
      if (shown !== time) skipped.push(`${date} ${time} is ${shown}`);
    }
    expect(skipped).toEqual(['2026-03-29 02:00 is 03:00', '2027-03-28 02:00 is 03:00']);
  });
});

describe('afterQuietHours', () => {
  const nights = { from: 18, to: 7, weekends: true };
  it.each([
    ['a working hour', nights, '2026-11-20T09:30:00.000Z', '2026-11-20T09:30:00.000Z'],
    ['the evening before a working day', nights, '2026-11-19T18:00:00.000Z', '2026-11-20T06:00:00.000Z'],
    ['early morning', nights, '2026-11-20T05:59:00.000Z', '2026-11-20T06:00:00.000Z'],
    ['Friday evening', nights, '2026-11-20T17:30:00.000Z', '2026-11-23T06:00:00.000Z'],
    ['Saturday noon', nights, '2026-11-21T11:00:00.000Z', '2026-11-23T06:00:00.000Z'],
    ['Saturday where weekends are no exception', { ...nights, weekends: false }, '2026-11-21T11:00:00.000Z', '2026-11-21T11:00:00.000Z'],
    ['quiet at noon only', { from: 12, to: 13, weekends: false }, '2026-11-20T11:15:00.000Z', '2026-11-20T12:00:00.000Z'],
    ['never quiet', { from: 0, to: 0, weekends: false }, '2026-11-20T02:00:00.000Z', '2026-11-20T02:00:00.000Z'],
    ['never quiet but weekends', { from: 0, to: 0, weekends: true }, '2026-11-21T02:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['the night clocks go back', { from: 22, to: 6, weekends: false }, '2026-10-24T21:00:00.000Z', '2026-10-25T05:00:00.000Z'],
    ['quiet until an hour that is skipped', { from: 22, to: 2, weekends: false }, '2026-03-28T22:00:00.000Z', '2026-03-29T01:00:00.000Z'],
  ])('handles %s', (_case, quiet, instant, expected) => {
    expect(afterQuietHours(new Date(instant), quiet).toISOString()).toBe(expected);
  });
});

describe('nextLocalHour', () => {
  it.each([
    ['later today', '2026-11-20T04:00:00.000Z', 7, '2026-11-20T06:00:00.000Z'],
    ['exactly now', '2026-11-20T06:00:00.000Z', 7, '2026-11-20T06:00:00.000Z'],
    ['tomorrow', '2026-11-20T06:00:01.000Z', 7, '2026-11-21T06:00:00.000Z'],
    ['over the night clocks go forward', '2026-03-28T12:00:00.000Z', 7, '2026-03-29T05:00:00.000Z'],
    ['over the night clocks go back', '2026-10-24T12:00:00.000Z', 7, '2026-10-25T06:00:00.000Z'],
  ])('finds %s', (_case, instant, hour, expected) => {
    expect(nextLocalHour(new Date(instant), hour).toISOString()).toBe(expected);
  });
});
