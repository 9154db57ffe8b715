import { EMPLOYEE_INTERVALS, parseEmployeeInterval } from './employee-interval.js';

describe('parseEmployeeInterval', () => {
  it.each([
    ['ANTAL_0_0', 0, 0],
    ['ANTAL_1_1', 1, 1],
    ['ANTAL_2_4', 2, 4],
    ['ANTAL_200_499', 200, 499],
    ['ANTAL_1000_999999', 1000, null],
    ['ANTAL_1000_', 1000, null],
    ['2-4', 2, 4],
    [' 2 - 4 ', 2, 4],
    ['10–19', 10, 19],
    ['1.000-9.999', 1000, 9999],
    ['10000+', 10000, null],
    ['1.000+', 1000, null],
    ['1000 +', 1000, null],
  ])('reads %j', (text, from, to) => {
    expect(parseEmployeeInterval(text)).toEqual({ from, to });
  });

  it.each([null, '', '7', 'ANTAL', 'ANTAL_', 'ANTAL__4', 'ANTAL_5_4', '9-5', '2-', '-4', '1.00+', 'mange', '2-4-6'])(
    'gives null for %j',
    (text) => {
      expect(parseEmployeeInterval(text)).toBeNull();
    },
  );
});

describe('EMPLOYEE_INTERVALS', () => {
  it('covers every number of employees from 0 exactly once', () => {
    const intervals = EMPLOYEE_INTERVALS.map((code) => parseEmployeeInterval(code));
    const beginnings = intervals.map((interval) => interval?.from);
    const expected = [0, ...intervals.slice(0, -1).map((interval) => (interval?.to ?? Number.NaN) + 1)];
    expect(beginnings).toEqual(expected);
    expect(intervals.at(-1)?.to).toBeNull();
  });
});
