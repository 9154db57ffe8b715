import { EMPLOYEE_INTERVALS } from './employee-interval.js';
import { type DecidedSizeClass, type SizeFacts, sizeClassOf } from './size-class.js';

const nothing: SizeFacts = { employees: null, employeeInterval: null, manual: null };

describe('sizeClassOf', () => {
  it.each([
    [0, 'small'],
    [1, 'small'],
    [49, 'small'],
    [50, 'medium'],
    [249, 'medium'],
    [250, 'large'],
    [12_000, 'large'],
  ])('%i employees are %s', (employees, sizeClass) => {
    expect(sizeClassOf({ ...nothing, employees })).toEqual({ sizeClass, sizeBasis: 'exact' });
  });

  it('decides every interval of the register, and leaves the one that crosses 250 to a person', () => {
    const classes = EMPLOYEE_INTERVALS.map((code) => [
      code,
      sizeClassOf({ ...nothing, employeeInterval: code }).sizeClass,
    ]);
    expect(Object.fromEntries(classes)).toEqual({
      ANTAL_0_0: 'small',
      ANTAL_1_1: 'small',
      ANTAL_2_4: 'small',
      ANTAL_5_9: 'small',
      ANTAL_10_19: 'small',
      ANTAL_20_49: 'small',
      ANTAL_50_99: 'medium',
      ANTAL_100_199: 'medium',
      ANTAL_200_499: 'undetermined',
      ANTAL_500_999: 'large',
      ANTAL_1000_999999: 'large',
    });
  });

  it.each([
    ['200-249', 'medium'],
    ['249-250', 'undetermined'],
    ['40+', 'undetermined'],
    ['250+', 'large'],
  ])('the interval %s is %s', (employeeInterval, sizeClass) => {
    expect(sizeClassOf({ ...nothing, employeeInterval })).toEqual({ sizeClass, sizeBasis: 'interval' });
  });

  it.each([
    [null, null],
    ['', null],
    ['mange', null],
  ])('the interval %j says nothing', (employeeInterval, sizeBasis) => {
    expect(sizeClassOf({ ...nothing, employeeInterval })).toEqual({ sizeClass: 'unknown', sizeBasis });
  });

  it('lets the exact count win over the interval', () => {
    const facts = { ...nothing, employees: 210, employeeInterval: 'ANTAL_200_499' };
    expect(sizeClassOf(facts)).toEqual({ sizeClass: 'medium', sizeBasis: 'exact' });
  });

  it.each<DecidedSizeClass>(['small', 'medium', 'large'])('lets %s set by hand win over all', (manual) => {
    const facts = { employees: 60, employeeInterval: 'ANTAL_500_999', manual };
    expect(sizeClassOf(facts)).toEqual({ sizeClass: manual, sizeBasis: 'manual' });
    expect(sizeClassOf({ ...nothing, manual })).toEqual({ sizeClass: manual, sizeBasis: 'manual' });
  });

  it.each([
    [{ employees: 10 }, 'medium'],
    [{ employees: 199 }, 'medium'],
    [{ employees: 200 }, 'large'],
    [{ employeeInterval: 'ANTAL_200_499' }, 'large'],
    [{ employeeInterval: 'ANTAL_5_9' }, 'small'],
    [{ employeeInterval: 'ANTAL_10_19' }, 'medium'],
  ])('with thresholds 10 and 200, %j is %s', (facts, sizeClass) => {
    const decision = sizeClassOf({ ...nothing, ...facts }, { mediumFrom: 10, largeFrom: 200 });
    expect(decision.sizeClass).toBe(sizeClass);
  });

  it.each([-1, Number.NaN])('refuses %p employees', (employees) => {
    expect(() => sizeClassOf({ ...nothing, employees })).toThrow(RangeError);
  });
});
