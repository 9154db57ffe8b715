import { addDays } from '../../kernel/local-date.js';
import { countsAsContact, type VisitKind, type VisitOutcome } from '../visits/visit.rules.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import type { SampleCompany } from './sample-company.js';
import { SampleRandom, sampleId } from './sample-random.js';
import { FIRST_NAMES, LAST_NAMES, NEEDS, SUMMARIES, TASK_TITLES } from './sample-words.js';

const TABLES = { contact: 2, visit: 3, need: 4, task: 5 } as const;
const TWO_YEARS = 730;

const [consultant, secretary] = DEMO_ACCOUNTS;

/** Colleagues without a password, so that the portfolio is not one person's; the demo consultant has the largest. */
export const SAMPLE_COLLEAGUES = Array.from({ length: 7 }, (_one, index) => ({
  id: sampleId(9, index),
  email: `kollega${index + 1}@demo.invalid`,
  name: `${FIRST_NAMES[(index * 5 + 3) % FIRST_NAMES.length]} ${LAST_NAMES[(index * 7 + 2) % LAST_NAMES.length]}`,
}));

/** Who looks after a company; null: nobody yet. */
export function consultantOf({ index, warmth }: SampleCompany): string | null {
  if (warmth < 0.25) return null;
  return index % 5 === 0 ? (consultant?.id ?? null) : (SAMPLE_COLLEAGUES[index % SAMPLE_COLLEAGUES.length]?.id ?? null);
}

export interface SampleVisit {
  id: string;
  kind: VisitKind;
  occurredOn: string;
  occurredAt: string;
  summary: string;
  outcome: VisitOutcome | null;
  counts: boolean;
  authorId: string;
}

const KINDS: readonly (readonly [number, VisitKind])[] = [[45, 'visit'], [30, 'phone'], [12, 'email'], [8, 'online'], [5, 'event']];

/** The visits of one company over the two years up to today, the oldest first. */
export function sampleVisits(seed: number, company: SampleCompany, count: number, today: string): SampleVisit[] {
  const random = new SampleRandom(seed, TABLES.visit, company.index);
  const days = Array.from({ length: count }, () => random.int(1, TWO_YEARS)).sort((a, b) => b - a);
  return days.map((ago, part) => {
    const kind = random.weighted(KINDS);
    const outcome = outcomeOf(random, company.warmth, kind);
    const occurredOn = addDays(today, -ago);
    return {
      id: sampleId(TABLES.visit, company.index, part),
      kind,
      occurredOn,
      occurredAt: `${occurredOn}T${String(random.int(7, 14)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}:00Z`,
      summary: random.pick(SUMMARIES),
      outcome,
      counts: countsAsContact(kind, outcome),
      authorId: consultantOf(company) ?? secretary?.id ?? '',
    };
  });
}

function outcomeOf(random: SampleRandom, warmth: number, kind: VisitKind): VisitOutcome | null {
  if (random.chance(0.15)) return null;
  if (kind === 'email' && random.chance(0.5)) return 'no_answer';
  return random.weighted<VisitOutcome>([
    [warmth * 40, 'agreed'],
    [40, 'interested'],
    [20, 'no_need'],
    [(1 - warmth) * 20, 'declined'],
    [8, 'no_answer'],
  ]);
}

/** One to three people at a company that is known; none at one that was never visited. */
export function sampleContacts(seed: number, { index, size, cvrNumber }: SampleCompany, visits: number) {
  if (visits === 0) return [];
  const random = new SampleRandom(seed, TABLES.contact, index);
  const people = size === 'micro' ? 1 : random.int(1, 3);
  return Array.from({ length: people }, (_one, part) => {
    const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
    const role = size === 'micro' ? 'owner' : random.pick(['manager', 'hr', 'foreman', 'employee_rep', 'union_rep']);
    const email = random.chance(0.7) ? `kontakt${part + 1}@${cvrNumber}.invalid` : null;
    return { id: sampleId(TABLES.contact, index, part), name, role, email, preferredChannel: random.pick(['phone', 'email', null]) };
  });
}

/** What was heard at the latest visits: every third visit of a warm company brings a need. */
export function sampleNeeds(seed: number, company: SampleCompany, visits: readonly SampleVisit[]) {
  const random = new SampleRandom(seed, TABLES.need, company.index);
  return visits.slice(-4).flatMap((visit, part) => {
    if (!random.chance(0.1 + company.warmth / 3)) return [];
    const [direction, horizon, text] = random.pick(NEEDS);
    const state = random.weighted([[60, 'open'], [30, 'answered'], [10, 'dropped']] as const);
    const answer = state === 'open' ? null : state === 'answered' ? 'Kandidat fundet.' : 'Løste det selv.';
    return [{ id: sampleId(TABLES.need, company.index, part), visit, direction, horizon, text, state, answer }];
  });
}

/** What somebody must do: some done, some due in the coming weeks, some overdue. */
export function sampleTasks(seed: number, company: SampleCompany, visits: readonly SampleVisit[], today: string) {
  const random = new SampleRandom(seed, TABLES.task, company.index);
  return visits.slice(-3).flatMap((visit, part) => {
    if (!random.chance(0.4)) return [];
    const dueOn = addDays(visit.occurredOn, random.int(7, 60));
    const done = dueOn < today && random.chance(0.93);
    const closedAt = done ? `${addDays(dueOn, -random.int(0, 5))}T12:00:00Z` : null;
    return [{ id: sampleId(TABLES.task, company.index, part), visit, dueOn, closedAt, title: random.pick(TASK_TITLES) }];
  });
}
