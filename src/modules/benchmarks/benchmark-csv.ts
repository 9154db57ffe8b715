import { CsvError, parse } from 'csv-parse/sync';
import { field, type FieldProblem, invalid } from '../../kernel/problem.js';
import { benchmarkProblems, type BenchmarkValues, pointsOf } from './benchmark.rules.js';

const COMPANY = 'Virksomhed';
const YEAR = 'År';
const POINTS: Readonly<Record<keyof BenchmarkValues, string>> = {
  employeesInDenmark: 'Ansatte i Danmark',
  sickLeavePercent: 'Sygefravær i procent',
  flexJobs: 'Ansatte i fleksjob ved årets udgang',
  wageSubsidyStarted: 'Forløb med løntilskud',
  wageSubsidyHired: 'Heraf ansat efter løntilskud',
  unpaidPlacements: 'Ulønnede praktikforløb',
  unpaidPlacementsHired: 'Heraf ansat efter praktik',
  apprentices: 'Elever og lærlinge',
};
const KEYS = Object.keys(POINTS) as (keyof BenchmarkValues)[];

/** One heading row and one row, as a Danish Excel opens it: semicolons, decimal comma, byte order mark. */
export function writeBenchmarkCsv(sheet: BenchmarkValues & { companyName: string; year: number }): string {
  const headings = [COMPANY, YEAR, ...KEYS.map((key) => POINTS[key])];
  const values = KEYS.map((key) => String(sheet[key] ?? '').replace('.', ','));
  const rows = [headings, [sheet.companyName, String(sheet.year), ...values]];
  return `\uFEFF${rows.map((cells) => `${cells.map(cell).join(';')}\r\n`).join('')}`;
}

/**
 * The sheet in the form {@link writeBenchmarkCsv} gives it; the columns may stand in any order among others, the
 * decimal sign may be a point. Throws 422 with pointers `/csv/<row>/<field>`, where row 1 holds the headings.
 */
export function readBenchmarkCsv(text: string, year: number): BenchmarkValues {
  const [headings = [], ...rows] = rowsOf(text);
  const [row] = rows;
  const problems = headingProblems(headings);
  if (!row || rows.length > 1) {
    problems.push(field('/csv', 'one-row', 'Skal have én række under overskrifterne.', 'Must have one row of values.'));
  }
  if (!row || problems.length > 0) throw invalid(...problems);
  const at = headings.indexOf(YEAR);
  if (at >= 0 && row[at] !== String(year)) {
    problems.push(field('/csv/2/year', 'other-year', `Arket er for ${year}.`, `The sheet is for ${year}.`));
  }
  const values: Partial<BenchmarkValues> = {};
  for (const key of KEYS) {
    const written = row[headings.indexOf(POINTS[key])] ?? '';
    if (written === '') continue;
    const value = numberOf(key, written);
    if (value === null) problems.push(notANumber(key));
    else values[key] = value;
  }
  problems.push(...benchmarkProblems(pointsOf(values), '/csv/2'));
  if (problems.length > 0) throw invalid(...problems);
  return pointsOf(values);
}

/** A spreadsheet runs what begins like a formula; an apostrophe before it makes it text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter: ';', trim: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalid(field('/csv', 'csv-unreadable', 'Er ikke CSV med semikolon.', 'Is not CSV with semicolons.'));
  }
}

function headingProblems(headings: readonly string[]): FieldProblem[] {
  return KEYS.filter((key) => headings.filter((heading) => heading === POINTS[key]).length !== 1).map((key) =>
    field(
      `/csv/1/${key}`,
      'heading',
      `Kolonnen "${POINTS[key]}" skal være der én gang.`,
      `The column "${POINTS[key]}" must be there once.`,
    ),
  );
}

function numberOf(key: keyof BenchmarkValues, written: string): number | null {
  if (key !== 'sickLeavePercent') return /^\d{1,6}$/.test(written) ? Number(written) : null;
  const value = /^\d{1,3}([.,]\d+)?$/.test(written) ? Number(written.replace(',', '.')) : null;
  return value !== null && value <= 100 ? value : null;
}

function notANumber(key: keyof BenchmarkValues): FieldProblem {
  const pointer = `/csv/2/${key}`;
  return key === 'sickLeavePercent'
    ? field(pointer, 'not-a-percentage', 'Skal være et tal fra 0 til 100.', 'Must be a number from 0 to 100.')
    : field(pointer, 'not-a-number', 'Skal være et helt tal uden punktum.', 'Must be a whole number without points.');
}
