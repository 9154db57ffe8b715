import { benchmarkProblems, type BenchmarkValues, pointsOf } from './benchmark.rules.js';

const found = (values: Partial<BenchmarkValues>, pointer?: string) =>
  benchmarkProblems(pointsOf(values), pointer).map((problem) => `${problem.pointer} ${problem.code}`);

describe('benchmarkProblems', () => {
  it.each<[string, Partial<BenchmarkValues>, string[]]>([
    ['an empty sheet', {}, []],
    ['all were hired', { wageSubsidyStarted: 3, wageSubsidyHired: 3 }, []],
    ['one more was hired', { wageSubsidyStarted: 3, wageSubsidyHired: 4 }, ['/wageSubsidyHired more-than-started']],
    ['none started', { unpaidPlacements: 0, unpaidPlacementsHired: 1 }, ['/unpaidPlacementsHired more-than-started']],
    ['hired, nobody knows how many started', { unpaidPlacementsHired: 2 }, []],
    ['started, nobody knows how many were hired', { unpaidPlacements: 2 }, []],
    ['no sick leave', { sickLeavePercent: 0 }, []],
    ['a whole percent', { sickLeavePercent: 4 }, []],
    ['two decimals', { sickLeavePercent: 4.25 }, ['/sickLeavePercent decimals']],
    ['a hair above one decimal', { sickLeavePercent: 4.3000001 }, ['/sickLeavePercent decimals']],
  ])('%s', (_name, values, expected) => {
    expect(found(values)).toEqual(expected);
  });

  it('takes every percentage with one decimal, however the machine writes it', () => {
    const refused = Array.from({ length: 1001 }, (_, tenths) => Number((tenths / 10).toFixed(1))).filter(
      (sickLeavePercent) => found({ sickLeavePercent }).length > 0,
    );
    expect(refused).toEqual([]);
  });

  it('points below what it is told', () => {
    expect(found({ sickLeavePercent: 0.01 }, '/csv/2')).toEqual(['/csv/2/sickLeavePercent decimals']);
  });
});
