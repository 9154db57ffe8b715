import { fits, plannedTasks, type Segment } from './playbook.rules.js';

describe('fits', () => {
  const everyone: Segment = { sizes: [], hasHrFunction: null };
  const smallWithoutHr: Segment = { sizes: ['small'], hasHrFunction: 'no' };
  const notSure: Segment = { sizes: ['undetermined', 'unknown'], hasHrFunction: 'unknown' };

  it.each([
    ['everyone', everyone, 'small', 'no', true],
    ['everyone', everyone, 'large', 'yes', true],
    ['everyone', everyone, 'unknown', 'unknown', true],
    ['small without HR', smallWithoutHr, 'small', 'no', true],
    ['small without HR', smallWithoutHr, 'small', 'yes', false],
    ['small without HR', smallWithoutHr, 'small', 'unknown', false],
    ['small without HR', smallWithoutHr, 'medium', 'no', false],
    ['small without HR', smallWithoutHr, 'unknown', 'no', false],
    ['any size without HR', { sizes: [], hasHrFunction: 'no' }, 'large', 'no', true],
    ['any size without HR', { sizes: [], hasHrFunction: 'no' }, 'large', 'yes', false],
    ['medium or large', { sizes: ['medium', 'large'], hasHrFunction: null }, 'large', 'unknown', true],
    ['medium or large', { sizes: ['medium', 'large'], hasHrFunction: null }, 'small', 'unknown', false],
    ['not known', notSure, 'unknown', 'unknown', true],
    ['not known', notSure, 'undetermined', 'unknown', true],
    ['not known', notSure, 'undetermined', 'no', false],
  ] as const)('%s: %j for a company that is %s, HR %s: %s', (_name, segment, sizeClass, hasHrFunction, expected) => {
    expect(fits(segment, { sizeClass, hasHrFunction })).toBe(expected);
  });
});

describe('plannedTasks', () => {
  it.each([
    ['a Friday', '2026-11-20', 0, '2026-11-20'],
    ['a Saturday, so the Monday', '2026-11-20', 1, '2026-11-23'],
    ['a Sunday, so the Monday', '2026-11-20', 2, '2026-11-23'],
    ['Christmas Eve, so the Monday after the holidays', '2026-11-20', 34, '2026-12-28'],
    ['Maundy Thursday, so the Tuesday after Easter', '2027-03-25', 0, '2027-03-30'],
    ['two years on, over a leap day', '2027-03-01', 730, '2029-02-28'],
  ])('falls on %s', (_name, startOn, offsetDays, expected) => {
    expect(plannedTasks([{ title: 'Ring', offsetDays }], startOn)).toEqual([{ title: 'Ring', dueOn: expected }]);
  });

  it('keeps the order of the steps, whatever their days', () => {
    const steps = [{ title: 'Sidst', offsetDays: 10 }, { title: 'Først', offsetDays: 0 }];
    expect(plannedTasks(steps, '2026-11-20').map(({ title }) => title)).toEqual(['Sidst', 'Først']);
  });
});
