import { addDays } from '../../kernel/local-date.js';
import { field, type FieldProblem } from '../../kernel/problem.js';

export const LABEL_STATES = ['applied', 'assessed', 'awarded', 'declined', 'withdrawn'] as const;
export type LabelState = (typeof LABEL_STATES)[number];

export type LabelAction = 'update' | 'assess' | 'award' | 'decline' | 'withdraw';

/** From which state an action leads to which; what is not named is refused. Nobody is declined without a judgement. */
const TRANSITIONS: Readonly<Record<LabelAction, Partial<Record<LabelState, LabelState>>>> = {
  update: { applied: 'applied' },
  assess: { applied: 'assessed', assessed: 'assessed' },
  award: { assessed: 'awarded' },
  decline: { assessed: 'declined' },
  withdraw: { applied: 'withdrawn', assessed: 'withdrawn' },
};

interface Keyed {
  key: string;
}

/** One thing a company can have done; how many are needed is the round's `needed`. */
export interface LabelCriterion {
  key: string;
  textDa: string;
  textEn: string;
}

/** What a company writes about one criterion. */
export interface LabelAnswer {
  key: string;
  done: string;
  challenge: string | null;
  effect: string | null;
}

export interface RoundTerms {
  /** First day on which companies may apply. */
  opensOn: string;
  /** First day on which they may no more. */
  closesOn: string;
  criteria: readonly Keyed[];
  needed: number;
}

/** The state after the action; null when it is not allowed from here. */
export function nextLabelState(state: LabelState, action: LabelAction): LabelState | null {
  return TRANSITIONS[action][state] ?? null;
}

export function isOpen({ opensOn, closesOn }: Pick<RoundTerms, 'opensOn' | 'closesOn'>, today: string): boolean {
  return opensOn <= today && today < closesOn;
}

/** The last day on which companies may apply. */
export function lastDayOf({ closesOn }: Pick<RoundTerms, 'closesOn'>): string {
  return addDays(closesOn, -1);
}

/** `validTo` is the first day on which an awarded label is no longer valid. */
export function isExpired(label: { state: LabelState; validTo: string | null }, today: string): boolean {
  return label.state === 'awarded' && label.validTo !== null && label.validTo <= today;
}

/** What is wrong with a round; empty when nothing is. */
export function roundProblems({ opensOn, closesOn, criteria, needed }: RoundTerms): FieldProblem[] {
  const problems = keyProblems('/criteria', criteria);
  if (closesOn <= opensOn) {
    problems.push(field('/closesOn', 'end-before-start', 'Slutter før den begynder.', 'Ends before it begins.'));
  }
  if (needed > criteria.length) {
    problems.push(
      field('/needed', 'more-than-criteria', 'Er flere, end der er kriterier.', 'Is more than there are criteria.'),
    );
  }
  return problems;
}

/** Answers name criteria of the round, each at most once; a criterion may stay unanswered. */
export function answerProblems(criteria: readonly Keyed[], answers: readonly Keyed[]): FieldProblem[] {
  return keyProblems('/answers', answers, criteria);
}

/** Every answer is judged exactly once. */
export function judgementProblems(answers: readonly Keyed[], judged: readonly Keyed[]): FieldProblem[] {
  const missing = answers.filter(({ key }) => !judged.some((one) => one.key === key));
  return [
    ...keyProblems('/criteria', judged, answers),
    ...missing.map(({ key }) =>
      field('/criteria', 'not-judged', `Mangler en vurdering af ${key}.`, `Lacks a judgement of ${key}.`),
    ),
  ];
}

function keyProblems(pointer: string, items: readonly Keyed[], known?: readonly Keyed[]): FieldProblem[] {
  return items.flatMap(({ key }, index) => {
    const at = `${pointer}/${index}/key`;
    if (items.findIndex((one) => one.key === key) < index) {
      return [field(at, 'twice', 'Står der to gange.', 'Is there twice.')];
    }
    if (known && !known.some((one) => one.key === key)) {
      return [field(at, 'criterion-unknown', 'Er ikke blandt kriterierne.', 'Is not among the criteria.')];
    }
    return [];
  });
}
