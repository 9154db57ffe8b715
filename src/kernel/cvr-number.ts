import { validate } from 'stdnum/lib/cjs/dk/cvr.js';
import { digitsAsWritten } from './written-digits.js';

const LABELS = ['cvr', 'dk', 'vat', 'nummer', 'nr', 'no'];

/**
 * Reads a CVR number in any usual writing ("DK 13 74 81 36", "13-74-81-36", "CVR-nr.: 13748136").
 *
 * @returns eight digits, or null when the text is no valid CVR number
 */
export function parseCvrNumber(text: string): string | null {
  const digits = digitsAsWritten(text, LABELS);
  return isCvrNumber(digits) ? digits : null;
}

/**
 * Whether the text is exactly eight digits, the first not 0, with the check of the Danish Business Authority
 * (weights 2, 7, 6, 5, 4, 3, 2, 1; the sum is divisible by 11; erhvervsstyrelsen.dk/modulus_11).
 * It does not say that the number has been issued.
 */
export function isCvrNumber(digits: string): boolean {
  return /^[1-9]\d{7}$/.test(digits) && validate(digits).isValid;
}

/** How many different numbers {@link makeCvrNumber} can make. */
export const MADE_CVR_NUMBERS = 900_000;

/**
 * A valid CVR number for an invented company: it begins with 9 and rises with the seed, so the same seed always
 * gives the same number and two seeds never share one. Nobody guarantees that such a number is not issued:
 * never look it up in the register.
 *
 * @param seed a whole number from 0 to {@link MADE_CVR_NUMBERS} - 1
 * @throws RangeError for any other seed
 */
export function makeCvrNumber(seed: number): string {
  if (!Number.isInteger(seed) || seed < 0 || seed >= MADE_CVR_NUMBERS) {
    throw new RangeError(`A CVR number can be made for 0 to ${MADE_CVR_NUMBERS - 1}, not for ${seed}`);
  }
  // Of the ten numbers with the same first six digits at most one has no check digit, so nine are always there.
  const firstSix = 900_000 + Math.floor(seed / 9);
  let left = seed % 9;
  for (let firstSeven = firstSix * 10; ; firstSeven++) {
    const check = checkDigit(firstSeven);
    if (check !== null && left-- === 0) {
      return `${firstSeven}${check}`;
    }
  }
}

/** The eighth digit, or null when it would have to be 10: such a number is not issued. */
function checkDigit(firstSeven: number): number | null {
  const weights = [2, 7, 6, 5, 4, 3, 2];
  const digits = [...String(firstSeven)].map(Number);
  const sum = weights.reduce((total, weight, place) => total + weight * (digits[place] ?? 0), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? null : check;
}
