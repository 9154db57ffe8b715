import { digitsAsWritten } from './written-digits.js';

/**
 * Reads the number of a production unit (P-nummer) in any usual writing ("P-nr. 1003407806", "10 03 40 78 06").
 * Format only: one series was issued with wrong weights, so real numbers fail modulus 11 and must pass here
 * (erhvervsstyrelsen.dk/modulus_11).
 *
 * @returns ten digits of which the first is 1, or null
 */
export function parsePNumber(text: string): string | null {
  const digits = digitsAsWritten(text, ['pnummer', 'pnr', 'pno', 'p']);
  return /^1\d{9}$/.test(digits) ? digits : null;
}
