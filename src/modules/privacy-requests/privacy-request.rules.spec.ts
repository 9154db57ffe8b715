import { daysLeft, dueOnOf, extensionRefused, latestExtension } from './privacy-request.rules.js';

describe('the month to answer', () => {
  it.each([
    ['2026-01-28', '2026-02-28', '2026-04-28'],
    ['2026-01-29', '2026-02-28', '2026-04-29'],
    ['2026-01-30', '2026-02-28', '2026-04-30'],
    ['2026-01-31', '2026-02-28', '2026-04-30'],
    ['2028-01-29', '2028-02-29', '2028-04-29'],
    ['2028-01-31', '2028-02-29', '2028-04-30'],
    ['2026-02-28', '2026-03-28', '2026-05-28'],
    ['2026-11-20', '2026-12-20', '2027-02-20'],
    ['2026-11-30', '2026-12-30', '2027-02-28'],
    ['2026-12-31', '2027-01-31', '2027-03-31'],
  ])('received %s: answered by %s, at the very latest %s', (receivedOn, dueOn, latest) => {
    expect(dueOnOf(receivedOn)).toBe(dueOn);
    expect(latestExtension(receivedOn)).toBe(latest);
  });
});

describe('extension', () => {
  const open = { receivedOn: '2026-01-31', dueOn: '2026-02-28', extendedTo: null, decidedOn: null };

  it.each([
    ['the first day', open, '2026-02-01', '2026-04-30', null],
    ['the last day', open, '2026-02-28', '2026-03-01', null],
    ['the day after', open, '2026-03-01', '2026-04-30', 'too-late'],
    ['to the day it is due', open, '2026-02-01', '2026-02-28', 'too-short'],
    ['a day beyond three months', open, '2026-02-01', '2026-05-01', 'too-long'],
    ['twice', { ...open, extendedTo: '2026-03-15' }, '2026-02-01', '2026-04-30', 'extended'],
    ['after the decision', { ...open, decidedOn: '2026-02-10' }, '2026-02-11', '2026-04-30', 'decided'],
  ] as const)('%s', (_name, request, today, until, expected) => {
    expect(extensionRefused(request, today, until)).toBe(expected);
  });

  it.each([
    ['2026-02-27', open, 1],
    ['2026-02-28', open, 0],
    ['2026-03-01', open, -1],
    ['2026-03-01', { ...open, extendedTo: '2026-04-30' }, 60],
    ['2026-03-01', { ...open, decidedOn: '2026-02-28' }, null],
  ])('on %s days are left as counted', (today, request, expected) => {
    expect(daysLeft(request, today)).toBe(expected);
  });
});
