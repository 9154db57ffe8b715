import type { Text } from '../../kernel/problem.js';

export const AGREEMENT_STATUSES = ['draft', 'active', 'expired', 'terminated'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

/** What the row says; that a day has come is computed. */
export type StoredStatus = Exclude<AgreementStatus, 'expired'>;

export interface AgreementEnd {
  /** First day after the period; null: open-ended. */
  to: string | null;
  /** First day on which a termination has effect. */
  terminatedOn: string | null;
}

/** Where an agreement stands on a day; one that has been terminated is in force until the termination has effect. */
export function agreementStatus(stored: StoredStatus, end: AgreementEnd, today: string): AgreementStatus {
  const { to, terminatedOn } = end;
  if (stored === 'draft') return 'draft';
  if (terminatedOn !== null) return terminatedOn <= today ? 'terminated' : 'active';
  return to !== null && to <= today ? 'expired' : 'active';
}

/** What decides what may be done: `noticed` is still in force, but terminated from a day to come. */
export type AgreementStanding = AgreementStatus | 'noticed';

export function standingOf(status: AgreementStatus, terminatedOn: string | null): AgreementStanding {
  return status === 'active' && terminatedOn !== null ? 'noticed' : status;
}

export type AgreementAction = 'activate' | 'terminate' | 'renew';

/** From where an action leads to which status; what is not named is refused. Renewing makes another agreement. */
const TRANSITIONS: Readonly<Record<AgreementAction, Partial<Record<AgreementStanding, StoredStatus>>>> = {
  activate: { draft: 'active' },
  terminate: { active: 'terminated' },
  renew: { active: 'active', expired: 'active' },
};

/** The status to store after the action; null when it is not allowed from here. */
export function nextAgreementStatus(standing: AgreementStanding, action: AgreementAction): StoredStatus | null {
  return TRANSITIONS[action][standing] ?? null;
}

const EDITABLE_IN_FORCE: readonly string[] = [
  'reviewOn', 'noticeMonths', 'documentUrl', 'caseNumber', 'weDo', 'youDo', 'togetherDo', 'contactIds', 'colleagueIds',
];

/** Which of the fields may not be changed: none in a draft, in force what was signed, all once it has ended. */
export function lockedFields(standing: AgreementStanding, fields: readonly string[]): string[] {
  if (standing === 'draft') return [];
  if (hasEnded(standing)) return [...fields];
  return fields.filter((name) => !EDITABLE_IN_FORCE.includes(name));
}

/** Nothing about it changes any more. */
export function hasEnded(standing: AgreementStanding): boolean {
  return standing === 'expired' || standing === 'terminated';
}

/** Why something is refused, and what to do instead. */
export const STANDING_TEXTS: Readonly<Record<AgreementStanding, Text>> = {
  draft: {
    da: 'Aftalen er en kladde. Aktivér den først.',
    en: 'The agreement is a draft. Activate it first.',
  },
  active: {
    da: 'Aftalen er allerede aktiv. Forny den, eller lav en ny, hvis der skal aftales noget andet.',
    en: 'The agreement is active already. Renew it or make a new one to agree on something else.',
  },
  noticed: {
    da: 'Aftalen er allerede opsagt. Lav en ny, hvis der skal aftales noget andet.',
    en: 'The agreement is terminated already. Make a new one to agree on something else.',
  },
  expired: {
    da: 'Aftalen er udløbet. Forny den i stedet.',
    en: 'The agreement has expired. Renew it instead.',
  },
  terminated: {
    da: 'Aftalen er opsagt. Lav en ny i stedet.',
    en: 'The agreement is terminated. Make a new one instead.',
  },
};
