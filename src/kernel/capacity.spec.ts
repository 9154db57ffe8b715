import fc from 'fast-check';
import { CAPACITY_RULES, type CapacityRule, capacityRuleOn, maxPlaces } from './capacity.js';

const seed = Date.now();
console.log(`capacity property seed ${seed}`);

describe('maxPlaces', () => {
  it.each([
    [0, 1],
    [4, 1],
    [5, 1],
    [9, 1],
    [10, 2],
    [14, 2],
    [15, 3],
    [19, 3],
    [20, 4],
    [24, 4],
    [25, 5],
    [49, 9],
    [50, 10],
    [59, 10],
    [60, 11],
    [100, 15],
    [250, 30],
  ])('%i ordinary employees give %i places', (employees, places) => {
    expect(maxPlaces(employees)).toBe(places);
  });

  it.each([
    [0.4, 1],
    [9.99, 1],
    [14.9, 2],
    [49.99, 9],
    [59.9, 10],
    [60.01, 11],
    [(10.1 + 10.1 + 10.1 + 9.7) / 4, 2],
    [9.999999999999998, 2],
  ])('%d full-time equivalents give %i places', (employees, places) => {
    expect(maxPlaces(employees)).toBe(places);
  });

  it.each([-1, -0.1, Number.NaN, Infinity])('refuses %p', (employees) => {
    expect(() => maxPlaces(employees)).toThrow(RangeError);
  });

  it('never falls when a workplace grows, and grows by one place per five, then ten employees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 5000 }), (employees) => {
        expect(maxPlaces(employees + 1)).toBeGreaterThanOrEqual(maxPlaces(employees));
        if (employees <= 45) {
          expect(maxPlaces(employees + 5)).toBe(maxPlaces(employees) + 1);
        }
        if (employees >= 50) {
          expect(maxPlaces(employees + 10)).toBe(maxPlaces(employees) + 1);
        }
      }),
      { seed },
    );
  });

  it('takes its numbers from the rule', () => {
    const rule: CapacityRule = { validFrom: '2027-01-01', per: 4, upTo: 40, perBeyond: 20, atLeast: 2 };
    expect([0, 8, 12, 40, 60].map((employees) => maxPlaces(employees, rule))).toEqual([2, 2, 3, 10, 11]);
  });
});

describe('capacityRuleOn', () => {
  const [rule2022] = CAPACITY_RULES;
  const rule2027: CapacityRule = { validFrom: '2027-01-01', per: 4, upTo: 40, perBeyond: 20, atLeast: 1 };

  it.each([
    ['2021-12-31', null],
    ['2022-01-01', rule2022],
    ['2026-12-31', rule2022],
    ['2027-01-01', rule2027],
  ])('on %s', (date, rule) => {
    expect(capacityRuleOn(date, [...CAPACITY_RULES, rule2027])).toBe(rule);
  });

  it('is kept in the order of the dates', () => {
    const dates = CAPACITY_RULES.map(({ validFrom }) => validFrom);
    expect(dates).toEqual([...dates].sort());
  });
});
