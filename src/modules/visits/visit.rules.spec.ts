import { countsAsContact } from './visit.rules.js';

describe('countsAsContact', () => {
  it.each([
    ['email', null, false],
    ['email', 'no_answer', false],
    ['email', 'interested', true],
    ['email', 'declined', true],
    ['phone', null, true],
    ['phone', 'no_answer', true],
    ['phone', 'declined', true],
    ['visit', null, true],
    ['visit', 'no_need', true],
    ['online', 'agreed', true],
    ['event', null, true],
  ] as const)('%s with outcome %s: %s', (kind, outcome, expected) => {
    expect(countsAsContact(kind, outcome)).toBe(expected);
  });
});
