import {
  answerProblems, isExpired, isOpen, judgementProblems, LABEL_STATES, type LabelAction, type LabelState, lastDayOf,
  nextLabelState, roundProblems,
} from './label.rules.js';

const keys = (...names: string[]) => names.map((key) => ({ key }));
const found = (problems: readonly { pointer: string; code: string }[]) =>
  problems.map(({ pointer, code }) => `${pointer} ${code}`);

describe('nextLabelState', () => {
  const allowed: Record<LabelAction, Partial<Record<LabelState, LabelState>>> = {
    update: { applied: 'applied' },
    assess: { applied: 'assessed', assessed: 'assessed' },
    award: { assessed: 'awarded' },
    decline: { assessed: 'declined' },
    withdraw: { applied: 'withdrawn', assessed: 'withdrawn' },
  };
  const every = (Object.keys(allowed) as LabelAction[]).flatMap((action) =>
    LABEL_STATES.map((state) => [state, action, allowed[action][state] ?? null] as const),
  );

  it.each(every)('%s, %s: %s', (state, action, expected) => {
    expect(nextLabelState(state, action)).toBe(expected);
  });
});

describe('isOpen', () => {
  const round = { opensOn: '2026-06-01', closesOn: '2026-10-01' };

  it.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2026-09-30', true],
    ['2026-10-01', false],
  ])('on %s: %s', (today, expected) => {
    expect(isOpen(round, today)).toBe(expected);
  });

  it('is for the last time on the last day', () => {
    expect(lastDayOf(round)).toBe('2026-09-30');
    expect(isOpen(round, lastDayOf(round))).toBe(true);
  });
});

describe('isExpired', () => {
  it.each<[LabelState, string | null, string, boolean]>([
    ['awarded', '2027-11-20', '2027-11-19', false],
    ['awarded', '2027-11-20', '2027-11-20', true],
    ['assessed', null, '2027-11-20', false],
    ['declined', null, '2027-11-20', false],
  ])('%s until %s, on %s: %s', (state, validTo, today, expected) => {
    expect(isExpired({ state, validTo }, today)).toBe(expected);
  });
});

describe('roundProblems', () => {
  const round = { opensOn: '2026-06-01', closesOn: '2026-10-01', criteria: keys('EDGE', 'YOUTH', 'OWN'), needed: 2 };

  it.each<[string, Partial<typeof round>, string[]]>([
    ['two of three', {}, []],
    ['all of them', { needed: 3 }, []],
    ['one day', { closesOn: '2026-06-02' }, []],
    ['more than there are', { needed: 4 }, ['/needed more-than-criteria']],
    ['no day', { closesOn: '2026-06-01' }, ['/closesOn end-before-start']],
    ['a key twice', { criteria: keys('EDGE', 'OWN', 'EDGE') }, ['/criteria/2/key twice']],
  ])('%s', (_name, changes, expected) => {
    expect(found(roundProblems({ ...round, ...changes }))).toEqual(expected);
  });
});

describe('answerProblems', () => {
  it.each([
    ['one answer is enough to apply', keys('OWN'), []],
    ['all in another order', keys('OWN', 'EDGE'), []],
    ['an unknown criterion', keys('OWN', 'MONEY'), ['/answers/1/key criterion-unknown']],
    ['one twice', keys('OWN', 'OWN'), ['/answers/1/key twice']],
  ])('%s', (_name, answers, expected) => {
    expect(found(answerProblems(keys('EDGE', 'OWN'), answers))).toEqual(expected);
  });
});

describe('judgementProblems', () => {
  it.each([
    ['every answer', keys('OWN', 'EDGE'), []],
    ['one is forgotten', keys('OWN'), ['/criteria not-judged']],
    ['one that was not answered', keys('OWN', 'EDGE', 'YOUTH'), ['/criteria/2/key criterion-unknown']],
    ['one twice', keys('OWN', 'EDGE', 'OWN'), ['/criteria/2/key twice']],
  ])('%s', (_name, judged, expected) => {
    expect(found(judgementProblems(keys('EDGE', 'OWN'), judged))).toEqual(expected);
  });
});
