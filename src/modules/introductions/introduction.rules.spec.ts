import { INTRODUCTION_OUTCOMES, type IntroductionOutcome, mayBecome } from './introduction.rules.js';

describe('mayBecome', () => {
  it.each<[IntroductionOutcome, IntroductionOutcome[]]>([
    ['open', ['met', 'agreement', 'nothing']],
    ['met', ['agreement', 'nothing']],
    ['agreement', ['met', 'nothing']],
    ['nothing', ['met', 'agreement']],
  ])('%s to %j and nothing else', (from, expected) => {
    expect(INTRODUCTION_OUTCOMES.filter((to) => mayBecome(from, to))).toEqual(expected);
  });
});
