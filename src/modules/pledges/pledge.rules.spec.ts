import { fulfilledOf, type PledgeTerms, pledgeState } from './pledge.rules.js';

const year: PledgeTerms = { quantity: 4, unit: 'places', fromOn: '2026-01-01', toOn: '2027-01-01', withdrawnOn: null };

describe('fulfilledOf', () => {
  const entries = [
    { quantity: 3, onDate: '2026-02-01' },
    { quantity: 10, onDate: '2026-05-01' },
    { quantity: 5, onDate: '2026-04-01' },
  ];

  it.each([
    ['places', 18],
    ['persons', 18],
    ['events', 18],
    ['hours_per_week', 10],
    ['yes_no', 1],
  ] as const)('%s: %i', (unit, expected) => {
    expect(fulfilledOf(unit, entries)).toBe(expected);
    expect(fulfilledOf(unit, [])).toBe(0);
  });

  it('takes the last written of two entries of hours on one day', () => {
    const sameDay = [{ quantity: 12, onDate: '2026-05-01' }, { quantity: 8, onDate: '2026-05-01' }];
    expect(fulfilledOf('hours_per_week', sameDay)).toBe(8);
  });
});

describe('pledgeState', () => {
  it.each<[string, Partial<PledgeTerms>, number, string, string]>([
    ['before the period', {}, 0, '2025-12-31', 'upcoming'],
    ['on the first day', {}, 0, '2026-01-01', 'on_track'],
    ['the day before one of four is expected (day 91.25 of 365)', {}, 0, '2026-04-02', 'on_track'],
    ['the day one of four is expected', {}, 0, '2026-04-03', 'behind'],
    ['one of four after a quarter', {}, 1, '2026-04-03', 'on_track'],
    ['three of four on the last day', {}, 3, '2026-12-31', 'on_track'],
    ['two of four on the last day', {}, 2, '2026-12-31', 'behind'],
    ['all of it early', {}, 4, '2026-02-01', 'fulfilled'],
    ['more than promised', {}, 9, '2026-02-01', 'fulfilled'],
    ['all of it before the period', {}, 4, '2025-12-01', 'fulfilled'],
    ['all of it after the end', {}, 4, '2027-01-01', 'fulfilled'],
    ['some of it after the end', {}, 1, '2027-01-01', 'partly'],
    ['nothing after the end', {}, 0, '2027-01-01', 'lapsed'],
    ['one place of a small company, nothing yet, last day', { quantity: 1 }, 0, '2026-12-31', 'on_track'],
    ['one place of a small company, after the end', { quantity: 1 }, 0, '2027-01-01', 'lapsed'],
    ['withdrawn', { withdrawnOn: '2026-06-01' }, 4, '2026-06-01', 'withdrawn'],
    ['the day before it is withdrawn', { withdrawnOn: '2026-06-01' }, 2, '2026-05-31', 'on_track'],
    ['a period of one day', { toOn: '2026-01-02' }, 0, '2026-01-01', 'on_track'],
  ])('%s', (_name, changes, fulfilled, today, expected) => {
    expect(pledgeState({ ...year, ...changes }, fulfilled, today)).toBe(expected);
  });
});
