import { parseEmployeeInterval } from './employee-interval.js';

/** `undetermined`: the interval crosses a threshold and a person must decide; `unknown`: no number at all. */
export const SIZE_CLASSES = ['small', 'medium', 'large', 'undetermined', 'unknown'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];
export type DecidedSizeClass = Exclude<SizeClass, 'undetermined' | 'unknown'>;

export const SIZE_BASES = ['exact', 'interval', 'manual'] as const;
export type SizeBasis = (typeof SIZE_BASES)[number];

/** The first number of employees that is medium and the first that is large. */
export interface SizeThresholds {
  mediumFrom: number;
  largeFrom: number;
}

/** 50 and 250, as Statistics Denmark and EU recommendation 2003/361/EC; the two smallest EU classes are one here. */
export const DEFAULT_SIZE_THRESHOLDS: SizeThresholds = { mediumFrom: 50, largeFrom: 250 };

/** What is known about the size of a company: the exact count, an interval code and a class set by a person. */
export interface SizeFacts {
  employees: number | null;
  employeeInterval: string | null;
  manual: DecidedSizeClass | null;
}

export interface SizeDecision {
  sizeClass: SizeClass;
  sizeBasis: SizeBasis | null;
}

/**
 * The size class and what it rests on. A class set by hand wins over the exact count, the count over the interval.
 * An interval that crosses a threshold is `undetermined`, never guessed; an interval that cannot be read counts
 * as not known.
 *
 * @throws RangeError when the count is negative or not a number
 */
export function sizeClassOf(facts: SizeFacts, thresholds: SizeThresholds = DEFAULT_SIZE_THRESHOLDS): SizeDecision {
  const { employees, employeeInterval, manual } = facts;
  if (manual !== null) {
    return { sizeClass: manual, sizeBasis: 'manual' };
  }
  if (employees !== null) {
    if (!(employees >= 0)) {
      throw new RangeError(`A company cannot have ${employees} employees`);
    }
    return { sizeClass: classOf(employees, thresholds), sizeBasis: 'exact' };
  }
  const interval = parseEmployeeInterval(employeeInterval);
  if (interval === null) {
    return { sizeClass: 'unknown', sizeBasis: null };
  }
  const smallest = classOf(interval.from, thresholds);
  const largest = classOf(interval.to ?? Infinity, thresholds);
  return { sizeClass: smallest === largest ? smallest : 'undetermined', sizeBasis: 'interval' };
}

function classOf(employees: number, { mediumFrom, largeFrom }: SizeThresholds): DecidedSizeClass {
  if (employees >= largeFrom) {
    return 'large';
  }
  return employees >= mediumFrom ? 'medium' : 'small';
}
