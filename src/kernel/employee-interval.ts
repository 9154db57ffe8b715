/** The interval codes of the CVR register (`intervalKodeAntalAnsatte`), smallest first. */
export const EMPLOYEE_INTERVALS = [
  'ANTAL_0_0',
  'ANTAL_1_1',
  'ANTAL_2_4',
  'ANTAL_5_9',
  'ANTAL_10_19',
  'ANTAL_20_49',
  'ANTAL_50_99',
  'ANTAL_100_199',
  'ANTAL_200_499',
  'ANTAL_500_999',
  'ANTAL_1000_999999',
] as const;

/** Both ends included; `to` is null when the interval has no upper end. */
export interface EmployeeInterval {
  from: number;
  to: number | null;
}

const CODE = /^ANTAL_(\d+)_(\d*)$/;
const TEXT = /^(\d+|\d{1,3}(?:\.\d{3})+)\s*(?:\+|[-–]\s*(\d+|\d{1,3}(?:\.\d{3})+))$/;
const REGISTER_HAS_NO_UPPER_END = 999_999;

/**
 * Reads an interval of employees: a register code ("ANTAL_2_4", "ANTAL_1000_999999", "ANTAL_1000_") or what other
 * sources write ("2-4", "10000+", "1.000+"). A plain number is a count, not an interval.
 *
 * @returns null for nothing, for other text and for an interval whose end is below its beginning
 */
export function parseEmployeeInterval(code: string | null): EmployeeInterval | null {
  const text = code?.trim() ?? '';
  const [, first, last] = CODE.exec(text) ?? TEXT.exec(text) ?? [];
  if (first === undefined) {
    return null;
  }
  const from = numberOf(first);
  const to = last ? numberOf(last) : REGISTER_HAS_NO_UPPER_END;
  if (to >= REGISTER_HAS_NO_UPPER_END) {
    return { from, to: null };
  }
  return from <= to ? { from, to } : null;
}

function numberOf(digits: string): number {
  return Number(digits.replaceAll('.', ''));
}
