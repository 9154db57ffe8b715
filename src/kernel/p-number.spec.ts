import { parsePNumber } from './p-number.js';

describe('parsePNumber', () => {
  it.each([
    ['1018843737', '1018843737'],
    ['1003407806', '1003407806'], // a real number that fails modulus 11
    ['10 03 40 78 06', '1003407806'],
    ['1003-407-806', '1003407806'],
    ['P-nr.: 1003407806', '1003407806'],
    ['p-nummer 1003407806', '1003407806'],
    ['P1003407806', '1003407806'],
    ['10\u00a003\u00a040\u00a078\u00a006', '1003407806'],
    ['１００３４０７８０６', '1003407806'],
  ])('reads %j', (text, digits) => {
    expect(parsePNumber(text)).toBe(digits);
  });

  it.each(['', 'P', '100340780', '10034078061', '2003407806', '0301781234', '13748136', '10034x7806', 'DK1003407806'])(
    'refuses %j',
    (text) => {
      expect(parsePNumber(text)).toBeNull();
    },
  );
});
