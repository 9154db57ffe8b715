export const INTRODUCTION_OUTCOMES = ['open', 'met', 'agreement', 'nothing'] as const;
export type IntroductionOutcome = (typeof INTRODUCTION_OUTCOMES)[number];

/** What may be said after what. A result may be replaced by a later or better one; nothing becomes unknown again. */
const TRANSITIONS: Readonly<Record<IntroductionOutcome, readonly IntroductionOutcome[]>> = {
  open: ['met', 'agreement', 'nothing'],
  met: ['agreement', 'nothing'],
  agreement: ['met', 'nothing'],
  nothing: ['met', 'agreement'],
};

export function mayBecome(from: IntroductionOutcome, to: IntroductionOutcome): boolean {
  return TRANSITIONS[from].includes(to);
}
