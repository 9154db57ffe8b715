export const VISIT_KINDS = ['visit', 'phone', 'email', 'online', 'event'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

export const VISIT_OUTCOMES = ['agreed', 'interested', 'no_need', 'declined', 'no_answer'] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/**
 * Whether the municipality and the company really were in contact: a visit, a call, a meeting online or an event they
 * attended always counts; an e-mail only when it led to an outcome other than no answer.
 */
export function countsAsContact(kind: VisitKind, outcome: VisitOutcome | null): boolean {
  return kind !== 'email' || (outcome !== null && outcome !== 'no_answer');
}
