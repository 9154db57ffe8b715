import { addDays } from '../../kernel/local-date.js';
import type { CopyValue } from './copy-rows.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import type { SampleCompany, SamplePlan } from './sample-company.js';
import { sampleContacts } from './sample-history.js';
import { SampleRandom, sampleId } from './sample-random.js';

const TABLES = { flags: 40, consent: 41, basis: 42 } as const;
const consultant = DEMO_ACCOUNTS[0]?.id ?? '';

/** Every fifth company is protected against advertising, and a few have said how they want to be contacted. */
export function contactFlags({ seed, today }: SamplePlan, index: number) {
  const random = new SampleRandom(seed, TABLES.flags, index);
  const isProtected = random.chance(0.2);
  const policy = random.weighted([[970, 'open'], [20, 'consent_only'], [10, 'do_not_contact']] as const);
  const since = addDays(today, -random.int(30, 900));
  const reason = policy === 'open' ? null : 'Bad om det ved et besøg.';
  return { isProtected, policy, reason, protectedSince: isProtected ? since : null, policySince: reason && since };
}

const LAW = ['Lov om en aktiv beskæftigelsesindsats § 1, stk. 2', 'Kommunens jurist'] as const;

/** Why a protected company that one knows may be contacted; most have a reason, of some it has ended. */
function sampleBasis(plan: SamplePlan, index: number, visits: number) {
  const random = new SampleRandom(plan.seed, TABLES.basis, index);
  if (visits === 0 || !contactFlags(plan, index).isProtected || !random.chance(0.7)) return null;
  const kind = random.weighted([[70, 'inbound'], [15, 'consent'], [10, 'agreement'], [5, 'legal']] as const);
  const validFrom = addDays(plan.today, -random.int(30, 700));
  return { id: sampleId(TABLES.basis, index), kind, validFrom, hasEnded: random.chance(0.1) };
}

/** Whether one may call to invite it, as far as the sample gives it reasons. */
export function mayBeInvited(plan: SamplePlan, index: number, visits: number): boolean {
  const { isProtected, policy } = contactFlags(plan, index);
  const basis = sampleBasis(plan, index, visits);
  return policy === 'open' && (!isProtected || basis?.hasEnded === false);
}

export const BASIS_COLUMNS = [
  'id', 'company_id', 'kind', 'valid_from', 'legal_text', 'decided_by', 'note', 'recorded_by', 'created_at', 'ended_at',
  'ended_by', 'end_note',
] as const;

export function basisRows(plan: SamplePlan, { id: companyId, index }: SampleCompany, visits: number): CopyValue[][] {
  const basis = sampleBasis(plan, index, visits);
  if (!basis) return [];
  const { id, kind, validFrom, hasEnded } = basis;
  const [legalText, decidedBy] = kind === 'legal' ? LAW : [null, null];
  const endedAt = hasEnded ? `${addDays(plan.today, -7)}T10:00:00Z` : null;
  const note = kind === 'inbound' ? 'Ringede selv og spurgte om praktik.' : null;
  return [[
    id, companyId, kind, validFrom, legalText, decidedBy, note, consultant, `${validFrom}T09:00:00Z`, endedAt,
    endedAt && consultant, endedAt && 'Sagen er afsluttet.',
  ]];
}

export const CONSENT_COLUMNS = [
  'id', 'company_id', 'contact_id', 'channel', 'purpose', 'wording', 'given_by', 'given_on', 'evidence', 'recorded_by',
  'created_at', 'withdrawn_at', 'withdrawn_by', 'withdrawal_note',
] as const;

const ASKED = [
  ['email', 'event_invitation', 'Må vi sende jer invitationer til vores aktiviteter på mail?'],
  ['email', 'newsletter', 'Må vi sende jer vores nyhedsbrev?'],
  ['phone', 'cooperation', 'Må vi ringe til jer om samarbejde?'],
  ['sms', 'recruitment', 'Må vi sende en sms, når vi har en kandidat?'],
] as const;

/** Some companies one knows said yes to something, some of the people there too, and a few took it back. */
export function consentRows(plan: SamplePlan, company: SampleCompany, visits: number): CopyValue[][] {
  const { seed, today } = plan;
  const random = new SampleRandom(seed, TABLES.consent, company.index);
  const [contact] = sampleContacts(seed, company, visits);
  const givers: CopyValue[][] = [];
  if (visits > 0 && random.chance(0.1)) givers.push([company.id, null]);
  if (contact && random.chance(0.1)) givers.push([null, contact.id]);
  return givers.map((giver, part) => {
    const givenOn = addDays(today, -random.int(60, 700));
    const withdrawnAt = random.chance(0.12) ? `${addDays(today, -14)}T10:00:00Z` : null;
    return [
      sampleId(TABLES.consent, company.index, part), ...giver, ...random.pick(ASKED),
      random.pick(['meeting', 'form', 'phone']), givenOn, 'Sagt ved et besøg, noteret samme dag.', consultant,
      `${givenOn}T12:00:00Z`, withdrawnAt, withdrawnAt && consultant, withdrawnAt && 'Ringede og sagde nej.',
    ];
  });
}
