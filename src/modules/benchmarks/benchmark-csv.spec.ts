import fc from 'fast-check';
import { Problem } from '../../kernel/problem.js';
import { readBenchmarkCsv, writeBenchmarkCsv } from './benchmark-csv.js';
import type { BenchmarkValues } from './benchmark.rules.js';

const HEADINGS = [
  'Virksomhed', 'År', 'Ansatte i Danmark', 'Sygefravær i procent', 'Ansatte i fleksjob ved årets udgang',
  'Forløb med løntilskud', 'Heraf ansat efter løntilskud', 'Ulønnede praktikforløb', 'Heraf ansat efter praktik',
  'Elever og lærlinge',
].join(';');
const VALUES: BenchmarkValues = {
  employeesInDenmark: 1250, sickLeavePercent: 4.3, flexJobs: 12, wageSubsidyStarted: 9, wageSubsidyHired: 4,
  unpaidPlacements: null, unpaidPlacementsHired: null, apprentices: 0,
};
const ROW = 'Prøvefirma;2026;1250;4,3;12;9;4;;;0';

const sheet = (companyName: string) => ({ ...VALUES, companyName, year: 2026 });

describe('writeBenchmarkCsv', () => {
  it('writes Danish headings, semicolons, decimal comma and a byte order mark; unknown is empty, none is 0', () => {
    expect(writeBenchmarkCsv(sheet('Prøvefirma'))).toBe(`\uFEFF${HEADINGS}\r\n${ROW}\r\n`);
  });

  it.each([
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+45', "'+45"],
    ['-1', "'-1"],
    ['@Hjem', "'@Hjem"],
    ['\tA', "'\tA"],
    ['\rA', '"\'\rA"'],
    ['\nA', '"\'\nA"'],
    ['=A;"B"', '"\'=A;""B"""'],
    ['A/S "Nord"; Syd', '"A/S ""Nord""; Syd"'],
    ['A=B', 'A=B'],
  ])('makes %j the cell %j', (name, expected) => {
    const [, row] = writeBenchmarkCsv(sheet(name)).split(/\r\n(?=[^\r\n])/);
    expect(row?.startsWith(`${expected};2026;`)).toBe(true);
  });
});

describe('readBenchmarkCsv', () => {
  const read = (text: string) => {
    try {
      return readBenchmarkCsv(text, 2026);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.fields.map(({ pointer, code }) => `${pointer} ${code}`);
    }
  };
  const withRow = (row: string) => read(`${HEADINGS}\r\n${row}\r\n`);

  it('reads what was written, whatever the numbers and the name', () => {
    const point = fc.option(fc.integer({ min: 0, max: 999_999 }));
    const tenths = fc.option(fc.integer({ min: 0, max: 1000 }).map((n) => n / 10));
    const values = fc.record({
      employeesInDenmark: point, sickLeavePercent: tenths, flexJobs: point, wageSubsidyStarted: point,
      wageSubsidyHired: fc.constant(null), unpaidPlacements: point, unpaidPlacementsHired: fc.constant(null),
      apprentices: point,
    });
    fc.assert(
      fc.property(values, fc.string({ minLength: 1 }), (given, companyName) => {
        expect(readBenchmarkCsv(writeBenchmarkCsv({ ...given, companyName, year: 2026 }), 2026)).toEqual(given);
      }),
    );
  });

  it('takes a decimal point, line feeds, spaces, and the eight columns alone in another order', () => {
    expect(withRow('Prøvefirma;2026; 1250 ;4.3;12;9;4;;;0')).toEqual(VALUES);
    const alone = HEADINGS.split(';').slice(2).reverse().join(';');
    expect(read(`${alone}\n0;;;4;9;12;4,3;1250\n\n`)).toEqual(VALUES);
  });

  it.each<[string, string, string[]]>([
    ['a word', 'A;2026;mange;4,3;12;9;4;;;0', ['/csv/2/employeesInDenmark not-a-number']],
    ['a point for thousands', 'A;2026;1.250;4,3;12;9;4;;;0', ['/csv/2/employeesInDenmark not-a-number']],
    ['a negative number', 'A;2026;1;4,3;-1;9;4;;;0', ['/csv/2/flexJobs not-a-number']],
    ['more than everybody ill', 'A;2026;1;100,1;12;9;4;;;0', ['/csv/2/sickLeavePercent not-a-percentage']],
    ['two decimals', 'A;2026;1;4,25;12;9;4;;;0', ['/csv/2/sickLeavePercent decimals']],
    ['more hired than started', 'A;2026;1;4;1;9;10;;;0', ['/csv/2/wageSubsidyHired more-than-started']],
    ['last year', 'A;2025;1;4;1;9;4;;;0', ['/csv/2/year other-year']],
    ['two mistakes', 'A;2026;1;4;x;9;4;;;y', ['/csv/2/flexJobs not-a-number', '/csv/2/apprentices not-a-number']],
    ['a cell too few', 'A;2026;1;4;1;9;4;;', ['/csv csv-unreadable']],
    ['two rows', `${ROW}\r\n${ROW}`, ['/csv one-row']],
    ['no row', '', ['/csv one-row']],
  ])('refuses %s', (_name, row, expected) => {
    expect(withRow(row)).toEqual(expected);
  });

  it.each([
    ['a heading is missing', HEADINGS.replace('Elever og lærlinge', 'Elever'), ['/csv/1/apprentices heading']],
    ['a heading stands twice', `${HEADINGS};Elever og lærlinge`, ['/csv/1/apprentices heading']],
  ])('refuses a file where %s', (_name, headings, expected) => {
    const row = headings.split(';').map(() => '1').join(';');
    expect(read(`${headings}\n${row}\n`)).toEqual(expected);
  });

  it('refuses a file with commas, and an empty one, at every heading', () => {
    expect(read(`${HEADINGS}\n${ROW}`.replaceAll(',', '.').replaceAll(';', ','))).toHaveLength(8);
    expect(read('')).toHaveLength(9);
  });
});
