import { addDays, addMonths } from '../../kernel/local-date.js';
import type { PledgeDirection, PledgeUnit } from '../pledges/pledge.rules.js';
import type { SampleCompany } from './sample-company.js';
import { SampleRandom, sampleId } from './sample-random.js';

const TABLES = { agreement: 6, pledge: 7, fulfilment: 8 } as const;

export interface SampleAgreement {
  id: string;
  kind: string;
  title: string;
  status: 'draft' | 'active' | 'terminated';
  from: string;
  to: string | null;
  terminatedOn: string | null;
}

/** At most one agreement, the likelier the larger and warmer the company: running, expiring, expired, ended, drafted. */
export function sampleAgreement(seed: number, company: SampleCompany, visits: number, today: string): SampleAgreement | null {
  const random = new SampleRandom(seed, TABLES.agreement, company.index);
  const likely = { micro: 0.05, small: 0.14, medium: 0.4, large: 0.7, undetermined: 0.4, unknown: 0.02 }[company.size];
  if (visits === 0 || random.next() > likely * (0.5 + company.warmth)) return null;
  const from = addDays(today, -random.int(20, 900));
  const months = random.weighted([[50, 12], [30, 24], [20, null]] as const);
  const to = months === null ? null : addMonths(from, months);
  const ended = random.chance(0.06) && (to === null || to > addDays(from, 15));
  return {
    id: sampleId(TABLES.agreement, company.index),
    kind: random.weighted([[60, 'COOPERATION'], [25, 'WORK_PLACEMENT'], [8, 'COMPANY_CENTRE'], [4, 'INDUSTRY'], [3, 'ALLIANCE']] as const),
    title: `Aftale med ${company.name}`.slice(0, 200),
    status: ended ? 'terminated' : random.chance(0.05) ? 'draft' : 'active',
    from,
    to,
    terminatedOn: ended ? addDays(from, 14) : null,
  };
}

export interface SamplePledge {
  id: string;
  category: string;
  direction: PledgeDirection;
  quantity: number;
  unit: PledgeUnit;
  from: string;
  to: string;
  targetGroup: string;
  withdrawnOn: string | null;
  fulfilments: { id: string; quantity: number; on: string }[];
}

const KINDS: readonly (readonly [number, readonly [string, PledgeDirection, PledgeUnit, number]])[] = [
  [30, ['PLACEMENT_PLACES', 'INCLUDE_NEW', 'places', 4]],
  [14, ['PAID_HOURS', 'INCLUDE_NEW', 'hours_per_week', 12]],
  [12, ['FLEX_JOB', 'INCLUDE_NEW', 'persons', 2]],
  [10, ['APPRENTICE_PLACE', 'INCLUDE_NEW', 'places', 3]],
  [10, ['RETENTION_POLICY', 'RETAIN_OWN', 'yes_no', 1]],
  [8, ['YOUTH_CHANCE', 'INCLUDE_NEW', 'persons', 3]],
  [8, ['MENTOR_CAPACITY', 'RETAIN_OWN', 'persons', 2]],
  [8, ['AMBASSADOR', 'INCLUDE_NEW', 'events', 2]],
];

/** Pledges of the companies one talks to, in every state: to come, on track, behind, fulfilled, partly, lapsed, withdrawn. */
export function samplePledges(seed: number, company: SampleCompany, visits: number, today: string): SamplePledge[] {
  const random = new SampleRandom(seed, TABLES.pledge, company.index);
  const likely = { micro: 0.09, small: 0.2, medium: 0.45, large: 0.7, undetermined: 0.4, unknown: 0.05 }[company.size];
  if (visits === 0 || random.next() > likely * (0.4 + company.warmth)) return [];
  return Array.from({ length: random.weighted([[70, 1], [25, 2], [5, 3]] as const) }, (_one, part) => {
    const [category, direction, unit, most] = random.weighted(KINDS);
    const quantity = unit === 'yes_no' ? 1 : random.int(1, company.size === 'micro' ? Math.min(most, 2) : most);
    const from = addDays(today, random.int(-600, 40));
    const to = addMonths(from, random.pick([6, 12, 12, 24]));
    return {
      id: sampleId(TABLES.pledge, company.index, part),
      category, direction, quantity, unit, from, to,
      targetGroup: random.pick(['Unge uden uddannelse', 'Borgere med få timer', 'Nyankomne', 'Egne medarbejdere', 'Seniorer']),
      withdrawnOn: from < today && random.chance(0.04) ? addDays(from, 1) : null,
      fulfilments: fulfilments(random, { index: company.index, part, quantity, unit, from, to, today }),
    };
  });
}

interface Fulfilling {
  index: number;
  part: number;
  quantity: number;
  unit: PledgeUnit;
  from: string;
  to: string;
  today: string;
}

function fulfilments(random: SampleRandom, { index, part, quantity, unit, from, to, today }: Fulfilling) {
  const last = to < today ? to : today;
  const entries = from >= today ? 0 : random.int(0, unit === 'places' || unit === 'persons' ? quantity : 1);
  return Array.from({ length: entries }, (_one, number) => ({
    id: sampleId(TABLES.fulfilment, index, part * 16 + number),
    quantity: unit === 'hours_per_week' ? random.int(1, quantity) : 1,
    on: [addDays(from, random.int(0, 300)), addDays(last, -1)].sort()[0] ?? from,
  })).filter(({ on }) => on >= from);
}
