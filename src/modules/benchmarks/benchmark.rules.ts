import { field, type FieldProblem } from '../../kernel/problem.js';

/** The eight points of the sheet, in its order; each a number or not known. */
export interface BenchmarkValues {
  employeesInDenmark: number | null;
  /** Of the year, 0 to 100, at most one decimal. */
  sickLeavePercent: number | null;
  /** At the end of the year. */
  flexJobs: number | null;
  wageSubsidyStarted: number | null;
  /** Of those started, how many were hired afterwards. */
  wageSubsidyHired: number | null;
  unpaidPlacements: number | null;
  /** Of those in placement, how many were hired afterwards. */
  unpaidPlacementsHired: number | null;
  /** Contracts with apprentices. */
  apprentices: number | null;
}

/** Only the eight points, null where one is missing: a sheet is always saved whole. */
export function pointsOf(values: Partial<BenchmarkValues>): BenchmarkValues {
  return {
    employeesInDenmark: values.employeesInDenmark ?? null,
    sickLeavePercent: values.sickLeavePercent ?? null,
    flexJobs: values.flexJobs ?? null,
    wageSubsidyStarted: values.wageSubsidyStarted ?? null,
    wageSubsidyHired: values.wageSubsidyHired ?? null,
    unpaidPlacements: values.unpaidPlacements ?? null,
    unpaidPlacementsHired: values.unpaidPlacementsHired ?? null,
    apprentices: values.apprentices ?? null,
  };
}

/** What does not fit together, at pointers below `pointer`; empty when nothing is wrong. */
export function benchmarkProblems(values: BenchmarkValues, pointer = ''): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { sickLeavePercent } = values;
  if (sickLeavePercent !== null && Math.round(sickLeavePercent * 10) / 10 !== sickLeavePercent) {
    const text = ['Skriv højst én decimal.', 'Write one decimal at most.'] as const;
    problems.push(field(`${pointer}/sickLeavePercent`, 'decimals', ...text));
  }
  const pairs = [['wageSubsidyStarted', 'wageSubsidyHired'], ['unpaidPlacements', 'unpaidPlacementsHired']] as const;
  for (const [started, hired] of pairs) {
    if ((values[hired] ?? 0) <= (values[started] ?? Infinity)) continue;
    const text = ['Er flere, end der er begyndt.', 'Is more than have started.'] as const;
    problems.push(field(`${pointer}/${hired}`, 'more-than-started', ...text));
  }
  return problems;
}
