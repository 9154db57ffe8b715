import fc from 'fast-check';
import { isCvrNumber, MADE_CVR_NUMBERS, makeCvrNumber, parseCvrNumber } from './cvr-number.js';

const seed = Date.now();
console.log(`cvr-number property seed ${seed}`);

const anySeed = fc.integer({ min: 0, max: MADE_CVR_NUMBERS - 1 });

describe('isCvrNumber', () => {
  it.each(['13748136', '24256790', '35682872', '29189889'])('accepts %s', (digits) => {
    expect(isCvrNumber(digits)).toBe(true);
  });

  it.each([
    ['24256791', 'wrong check digit'],
    ['12345678', 'wrong check digit'],
    ['00000000', 'begins with 0 although its sum is divisible by 11'],
    ['00000019', 'begins with 0 although 2 + 9 is divisible by 11'],
    ['1374813', 'seven digits'],
    ['137481360', 'nine digits'],
    ['13 74 81 36', 'a writing, not the digits'],
    ['', 'empty'],
  ])('refuses %s: %s', (digits) => {
    expect(isCvrNumber(digits)).toBe(false);
  });
});

describe('parseCvrNumber', () => {
  it.each([
    '13748136',
    ' 13748136\t',
    '13 74 81 36',
    'DK 13 74 81 36',
    'dk13748136',
    'DK-13748136',
    '13-74-81-36',
    '13–74–81–36',
    '13.74.81.36',
    'CVR-nr.: 13748136',
    'CVR nr. DK13748136',
    'CVR-nummer 13748136',
    'Cvrnr:13748136',
    'VAT no. DK 13748136',
    '13\u00a074\u00a081\u00a036',
    '\ufeff13748136\u200b',
    '１３７４８１３６',
    'ＤＫ１３７４８１３６',
  ])('reads %j', (text) => {
    expect(parseCvrNumber(text)).toBe('13748136');
  });

  it.each(['', 'DK', '24256791', '1374813', 'DK 137481360', '13748136.0', '13748136 eller 24256790', '1374x8136'])(
    'refuses %j',
    (text) => {
      expect(parseCvrNumber(text)).toBeNull();
    },
  );

  it('finds every typing error of one digit and every swap of two neighbours', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (n, place, shift) => {
        const digits = [...makeCvrNumber(n)].map(Number);
        const changed = digits.map((digit, index) => (index === place ? (digit + shift) % 10 : digit));
        const swapped = digits.map((digit, index) => {
          const neighbour = index === place ? index + 1 : index === place + 1 ? index - 1 : index;
          return digits[neighbour] ?? digit;
        });
        expect(parseCvrNumber(changed.join(''))).toBeNull();
        expect(isCvrNumber(swapped.join(''))).toBe(swapped.join('') === digits.join(''));
      }),
      { seed },
    );
  });

  it('gives back the number whatever stands between its digits', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u202f', '\u2011', '\u2212');
    fc.assert(
      fc.property(anySeed, fc.constantFrom('', 'DK', 'CVR-nr.: '), separator, (n, label, between) => {
        const digits = makeCvrNumber(n);
        expect(parseCvrNumber(label + [...digits].join(between))).toBe(digits);
      }),
      { seed },
    );
  });
});

describe('makeCvrNumber', () => {
  it('makes valid numbers that begin with 9 and rise with the seed', () => {
    let previous = '';
    for (let n = 0; n < MADE_CVR_NUMBERS; n += 1 + (n % 97)) {
      const made = makeCvrNumber(n);
      expect(made).toMatch(/^9\d{7}$/);
      expect(isCvrNumber(made)).toBe(true);
      expect(made > previous).toBe(true);
      previous = made;
    }
  });

  it('gives neighbours different numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MADE_CVR_NUMBERS - 2 }), (n) => {
        expect(makeCvrNumber(n) < makeCvrNumber(n + 1)).toBe(true);
        expect(isCvrNumber(makeCvrNumber(n))).toBe(true);
      }),
      { seed },
    );
  });

  it.each([-1, 0.5, Number.NaN, MADE_CVR_NUMBERS])('refuses the seed %p', (n) => {
    expect(() => makeCvrNumber(n)).toThrow(RangeError);
  });
});
