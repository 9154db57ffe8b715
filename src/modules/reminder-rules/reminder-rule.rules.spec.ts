import { localDateOf } from '../../kernel/local-date.js';
import { localTimeOf } from '../../kernel/local-time.js';
import { isOccasionOf, isWellFormed, occasionsOf, type RuleTerms } from './reminder-rule.rules.js';

const before = (offsetDays: number): RuleTerms => ({ moment: 'before', offsetDays });
const after = (offsetDays: number): RuleTerms => ({ moment: 'after', offsetDays });
const at: RuleTerms = { moment: 'at', offsetDays: 0 };
const THREE = [before(1), at, after(3)];

describe('occasionsOf', () => {
  it.each<[string, string, RuleTerms[], string[]]>([
    ['in the middle of a week', '2026-12-02', THREE, ['2026-12-01 -1', '2026-12-02 0', '2026-12-07 +3']],
    ['on a Monday: the Friday before', '2026-12-07', THREE, ['2026-12-04 -1', '2026-12-07 0', '2026-12-10 +3']],
    ['on a Sunday: the day itself is Monday', '2026-12-06', THREE, ['2026-12-04 -1', '2026-12-07 0', '2026-12-09 +3']],
    ['at Easter, where two days become one', '2027-03-25', THREE, ['2027-03-24 -1', '2027-03-30 +3']],
    ['over New Year', '2027-01-01', [before(1), at], ['2026-12-30 -1', '2027-01-04 0']],
    ['over a leap day', '2028-03-01', [before(1)], ['2028-02-29 -1']],
    ['without a rule', '2026-12-02', [], []],
  ])('%s', (_name, on, rules, expected) => {
    const found = occasionsOf(on, rules);
    expect(found.map(({ occurrence, dueAt }) => `${localDateOf(dueAt)} ${occurrence.split(' ')[2]}`)).toEqual(expected);
    expect(found.every(({ dueAt }) => localTimeOf(dueAt) === '07:00')).toBe(true);
    expect(found.every(({ occurrence }) => isOccasionOf(occurrence, on, rules))).toBe(true);
    expect(found.some(({ occurrence }) => isOccasionOf(occurrence, '2026-12-03', rules))).toBe(false);
  });
});

describe('isWellFormed', () => {
  it.each([[at, true], [before(1), true], [before(0), false], [{ ...at, offsetDays: 1 }, false], [after(0), false]])(
    '%j: %s',
    (rule, expected) => {
      expect(isWellFormed(rule)).toBe(expected);
    },
  );
});
