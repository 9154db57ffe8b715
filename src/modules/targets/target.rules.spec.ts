import { type Progress, reachedOf, type TargetUnit, targetProblems, unassignedOf } from './target.rules.js';

const entry = (workplaceId: string | null, quantity: number, on: string): Progress => ({ workplaceId, quantity, on });

describe('reachedOf', () => {
  const entries = [
    entry('north', 3, '2026-02-01'),
    entry('north', 10, '2026-05-01'),
    entry('south', 5, '2026-04-01'),
    entry(null, 2, '2026-03-01'),
    entry('north', 7, '2026-04-01'),
  ];

  it.each<[TargetUnit, number]>([
    ['places', 27],
    ['persons', 27],
    ['events', 27],
    ['hours_per_week', 10 + 5 + 2],
    ['yes_no', 1],
  ])('%s: %i', (unit, expected) => {
    expect(reachedOf(unit, entries)).toBe(expected);
    expect(reachedOf(unit, [])).toBe(0);
  });

  it('takes the last written of two entries of hours on one day, also when it is 0', () => {
    expect(reachedOf('hours_per_week', [entry(null, 12, '2026-05-01'), entry(null, 8, '2026-05-01')])).toBe(8);
    expect(reachedOf('hours_per_week', [entry(null, 12, '2026-05-01'), entry(null, 0, '2026-06-01')])).toBe(0);
  });

  it('does not take "nothing yet" for a yes', () => {
    expect(reachedOf('yes_no', [entry(null, 0, '2026-05-01')])).toBe(0);
  });
});

describe('targetProblems', () => {
  const part = (workplaceId: string, quantity: number) => ({ workplaceId, quantity });
  const target = { unit: 'places' as TargetUnit, quantity: 10, parts: [part('north', 4), part('south', 3)] };

  it.each<[string, Partial<typeof target>, string[], number]>([
    ['some of it spread', {}, [], 3],
    ['nothing spread', { parts: [] }, [], 10],
    ['all of it spread', { quantity: 7 }, [], 0],
    ['a part of nothing', { parts: [part('north', 10), part('south', 0)] }, [], 0],
    ['one more than the whole', { quantity: 6 }, ['/parts more-than-whole'], -1],
    ['a workplace twice', { parts: [part('north', 1), part('north', 1)] }, ['/parts/1/workplaceId twice'], 8],
    ['yes or no', { unit: 'yes_no', quantity: 1, parts: [part('north', 1)] }, [], 0],
    ['two times yes', { unit: 'yes_no', quantity: 2, parts: [] }, ['/quantity yes-no'], 2],
  ])('%s', (_name, changes, expected, unassigned) => {
    const changed = { ...target, ...changes };
    expect(targetProblems(changed).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
    expect(unassignedOf(changed.quantity, changed.parts)).toBe(unassigned);
  });
});
