import { randomUUID } from 'node:crypto';
import { daysBetween, weekdayOf } from '../../kernel/local-date.js';
import { contactDay, nextContact, segmentOf, takerOf } from './cadence.rules.js';

const facts = { companyId: randomUUID(), status: 'active' as const, lastContactOn: '2026-03-12', pausedUntil: null };

describe('contactDay', () => {
  it.each([
    ['2026-11-20', '2026-11-20', 'a working day'],
    ['2026-11-21', '2026-11-23', 'a Saturday'],
    ['2026-04-02', '2026-04-07', 'Maundy Thursday to Easter Monday'],
    ['2026-07-01', '2026-08-03', 'July, and the weekend after it'],
    ['2026-07-31', '2026-08-03', 'the end of July'],
    ['2026-12-24', '2026-12-28', 'Christmas and the weekend after it'],
    ['2026-12-31', '2027-01-04', 'New Year and the weekend after it'],
    ['2027-05-06', '2027-05-07', 'Ascension Day'],
    ['2028-02-29', '2028-02-29', 'a leap day'],
  ])('moves %s to %s (%s)', (day, expected) => {
    expect(contactDay(day)).toBe(expected);
  });
});

describe('nextContact', () => {
  it('is the last contact and the interval, moved to a day for contacts, and spread by less than a quarter', () => {
    const days = Array.from({ length: 500 }, () => nextContact({ ...facts, companyId: randomUUID() }, { idealDays: 90, maxDays: 180 }));
    for (const one of days) {
      expect(one?.on && one.on >= '2026-06-10' && one.on <= contactDay('2026-06-20')).toBe(true);
      expect(one?.latestOn).toBe('2026-09-08');
    }
    expect(new Set(days.map((one) => one?.on)).size).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['never contacted', { lastContactOn: null }, null],
    ['ceased', { status: 'ceased' as const }, null],
    ['merged', { status: 'merged' as const }, null],
    ['closing', { status: 'closing' as const }, { on: '2026-04-13', latestOn: '2026-04-13' }],
    ['put off', { pausedUntil: '2026-10-01' }, { on: '2026-10-01', latestOn: '2026-10-01' }],
    ['put off to a weekend', { pausedUntil: '2026-10-03' }, { on: '2026-10-05', latestOn: '2026-10-05' }],
    ['put off to a day before it is due', { pausedUntil: '2026-04-01' }, { on: '2026-04-13', latestOn: '2026-04-13' }],
  ])('%s', (_case, changes, expected) => {
    expect(nextContact({ ...facts, ...changes }, { idealDays: 31, maxDays: 31 })).toEqual(expected);
  });

  it('gives the same days for the same facts', () => {
    const company = { ...facts, companyId: randomUUID() };
    const interval = { idealDays: 90, maxDays: 180 };
    expect(nextContact(company, interval)).toEqual(nextContact({ ...company }, { ...interval }));
  });

  it('spreads companies visited on one day over the working days that follow', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 2_000; index += 1) {
      const on = nextContact({ ...facts, companyId: randomUUID() }, { idealDays: 90, maxDays: 180 })?.on ?? '';
      expect(weekdayOf(on)).toBeLessThanOrEqual(5);
      counts.set(on, (counts.get(on) ?? 0) + 1);
    }
    const span = daysBetween('2026-06-10', [...counts.keys()].sort().at(-1) ?? '');
    expect([span <= 12, counts.size >= 7, Math.max(...counts.values()) < 700]).toEqual([true, true, true]);
  });
});

describe('segmentOf', () => {
  it.each([
    ['employer', 'large', 'large'], ['employer', 'undetermined', 'undetermined'], ['union', 'large', 'partner'],
    ['educational_institution', 'unknown', 'partner'],
  ] as const)('%s, %s: %s', (partnerKind, sizeClass, expected) => {
    expect(segmentOf(partnerKind, sizeClass)).toBe(expected);
  });
});

describe('takerOf', () => {
  const colleagues = Array.from({ length: 7 }, () => randomUUID());

  it('gives each colleague about as many companies, whatever the order they stand in', () => {
    const taken = new Map<string, number>();
    const moved: string[] = [];
    for (let index = 0; index < 7_000; index += 1) {
      const company = randomUUID();
      const taker = takerOf(company, colleagues) ?? '';
      if (takerOf(company, colleagues.toReversed()) !== taker) moved.push(company);
      taken.set(taker, (taken.get(taker) ?? 0) + 1);
    }
    expect([taken.size, moved]).toEqual([7, []]);
    for (const count of taken.values()) expect(count > 850 && count < 1_150).toBe(true);
  });

  it('moves only the companies of a colleague who left, and names nobody where there is nobody', () => {
    const [gone, ...left] = colleagues;
    for (let index = 0; index < 500; index += 1) {
      const company = randomUUID();
      const before = takerOf(company, colleagues);
      if (before !== gone) expect(takerOf(company, left)).toBe(before);
    }
    expect(takerOf(randomUUID(), [])).toBeNull();
  });
});
