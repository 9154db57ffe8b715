import { isWebAddress, type MaterialPeriod, materialUse } from './material.rules.js';

describe('materialUse', () => {
  const year: MaterialPeriod = { validFrom: '2026-01-01', retiredOn: '2027-01-01' };
  const open: MaterialPeriod = { validFrom: '2026-01-01', retiredOn: null };

  it.each<[string, MaterialPeriod, string, string]>([
    ['the day before', year, '2025-12-31', 'not_yet'],
    ['the first day', year, '2026-01-01', 'in_use'],
    ['the last day', year, '2026-12-31', 'in_use'],
    ['the day it retires', year, '2027-01-01', 'retired'],
    ['long after it retired', year, '2030-01-01', 'retired'],
    ['never retired, the day before', open, '2025-12-31', 'not_yet'],
    ['never retired, long after', open, '2030-01-01', 'in_use'],
  ])('%s', (_name, period, day, expected) => {
    expect(materialUse(period, day)).toBe(expected);
  });
});

describe('isWebAddress', () => {
  it.each([
    ['https://vidensportal.dk/forebyggelse?side=2#top', true],
    ['http://intranet/folder.pdf', true],
    ['HTTPS://ÆBLE.DK', true],
    ['www.star.dk', false],
    ['ftp://star.dk/folder.pdf', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['https://', false],
    ['https://[x', false],
    ['https://star.dk/to ord', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isWebAddress(text)).toBe(expected);
  });
});
