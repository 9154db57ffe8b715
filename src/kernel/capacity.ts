/** One place per `per` employees up to `upTo`, one per `perBeyond` above it, never fewer than `atLeast`. */
export interface CapacityRule {
  /** 'YYYY-MM-DD', the first day on which the rule is used. */
  validFrom: string;
  per: number;
  upTo: number;
  perBeyond: number;
  atLeast: number;
}

/** BEK 2636 of 28/12/2021 section 65; the ratio was the same in BEK 1297/2017 section 92. */
const CAPACITY_RULE_2022: CapacityRule = { validFrom: '2022-01-01', per: 5, upTo: 50, perBeyond: 10, atLeast: 1 };

/** Every rule known, the oldest first. A new law is a new line, also before it takes effect. */
export const CAPACITY_RULES: readonly CapacityRule[] = [CAPACITY_RULE_2022];

/** The rule in force on a date 'YYYY-MM-DD', null before the first one. */
export function capacityRuleOn(date: string, rules: readonly CapacityRule[] = CAPACITY_RULES): CapacityRule | null {
  return rules.findLast((rule) => rule.validFrom <= date) ?? null;
}

/**
 * How many persons a workplace may at most have in work placement and wage subsidy at a time (rimelighedskravet).
 * An estimate, to be shown as "vejledende": VITAS makes the binding check, which also wants the written statement of
 * the employer and the employees' representative.
 *
 * @param ordinaryEmployees of one workplace (P number), full-time equivalents, average of the last four months;
 *   fractions are rounded down, for which no source was found
 * @throws RangeError when the number is negative or not finite
 */
export function maxPlaces(ordinaryEmployees: number, rule: CapacityRule = CAPACITY_RULE_2022): number {
  if (!Number.isFinite(ordinaryEmployees) || ordinaryEmployees < 0) {
    throw new RangeError(`A workplace cannot have ${ordinaryEmployees} ordinary employees`);
  }
  // The average of four months may come out as 9.999999999999998 for 10.
  const employees = Number(ordinaryEmployees.toFixed(6));
  const below = Math.floor(Math.min(employees, rule.upTo) / rule.per);
  const beyond = Math.floor(Math.max(employees - rule.upTo, 0) / rule.perBeyond);
  return Math.max(rule.atLeast, below + beyond);
}
