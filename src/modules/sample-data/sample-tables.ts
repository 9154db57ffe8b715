import type { CopyValue } from './copy-rows.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { sampleActivities, sampleParticipations } from './sample-activities.js';
import { derivedOf, SAMPLE_MUNICIPALITY_CODE, type SampleCompany, sampleCompany, type SamplePlan } from './sample-company.js';
import { BASIS_COLUMNS, basisRows, CONSENT_COLUMNS, consentRows, contactFlags } from './sample-consents.js';
import { consultantOf, sampleContacts, sampleNeeds, sampleTasks, sampleVisits } from './sample-history.js';
import { sampleAgreement, samplePledges } from './sample-promises.js';
import { SampleRandom } from './sample-random.js';

export interface SampleTable {
  table: string;
  columns: readonly string[];
  rows(): Iterable<readonly CopyValue[]>;
}

const author = DEMO_ACCOUNTS[0]?.id ?? '';

/** Every table of the sample municipality in the order of its foreign keys; rows are made while they are read. */
export function sampleTables(plan: SamplePlan): SampleTable[] {
  const { seed, today } = plan;
  const visitsUpTo = visitShares(plan);
  const visitsOf = (index: number) => (visitsUpTo[index + 1] ?? 0) - (visitsUpTo[index] ?? 0);
  const each = function* (rowsOf: (company: SampleCompany, visits: number) => Iterable<readonly CopyValue[]>) {
    for (let index = 0; index < plan.companies; index += 1) yield* rowsOf(sampleCompany(seed, index), visitsOf(index));
  };
  return [
    {
      table: 'company',
      columns: COMPANY_COLUMNS,
      rows: () => each((company, visits) => [companyRow(plan, company, visits)]),
    },
    {
      table: 'workplace',
      columns: ['id', 'company_id', 'name', 'street', 'postal_code', 'city', 'municipality_code', 'district', 'employees'],
      rows: () => each(workplaceRows),
    },
    {
      table: 'contact',
      columns: ['id', 'name', 'email', 'preferred_channel', 'source', 'created_by'],
      rows: () =>
        each((company, visits) =>
          sampleContacts(seed, company, visits).map(({ id, name, email, preferredChannel }) => [id, name, email, preferredChannel, 'company', author]),
        ),
    },
    {
      table: 'contact_role',
      columns: ['contact_id', 'company_id', 'role'],
      rows: () => each((company, visits) => sampleContacts(seed, company, visits).map(({ id, role }) => [id, company.id, role])),
    },
    {
      table: 'visit',
      columns: ['id', 'company_id', 'kind', 'occurred_at', 'occurred_on', 'summary', 'outcome', 'counts_as_contact', 'author_id', 'created_at'],
      rows: () =>
        each((company, visits) =>
          sampleVisits(seed, company, visits, today).map((visit) => [
            visit.id, company.id, visit.kind, visit.occurredAt, visit.occurredOn, visit.summary, visit.outcome, visit.counts,
            visit.authorId, visit.occurredAt,
          ]),
        ),
    },
    {
      table: 'need',
      columns: ['id', 'company_id', 'visit_id', 'direction', 'horizon', 'text', 'state', 'answer', 'created_by', 'created_at'],
      rows: () =>
        each((company, visits) =>
          sampleNeeds(seed, company, sampleVisits(seed, company, visits, today)).map((need) => [
            need.id, company.id, need.visit.id, need.direction, need.horizon, need.text, need.state, need.answer,
            need.visit.authorId, need.visit.occurredAt,
          ]),
        ),
    },
    {
      table: 'task',
      columns: ['id', 'title', 'due_on', 'state', 'assignee_id', 'company_id', 'subject_type', 'subject_id', 'closed_at', 'closed_by', 'created_by', 'created_at'],
      rows: () =>
        each((company, visits) =>
          sampleTasks(seed, company, sampleVisits(seed, company, visits, today), today).map((task) => [
            task.id, task.title, task.dueOn, task.closedAt ? 'done' : 'open', task.visit.authorId, company.id, 'visit',
            task.visit.id, task.closedAt, task.closedAt && task.visit.authorId, task.visit.authorId, task.visit.occurredAt,
          ]),
        ),
    },
    {
      table: 'agreement',
      columns: ['id', 'kind', 'title', 'company_id', 'we_do', 'you_do', 'together_do', 'status', 'signed_on', 'from_on', 'to_on', 'terminated_on', 'termination_reason', 'created_by'],
      rows: () =>
        each((company, visits) => {
          const one = sampleAgreement(seed, company, visits, today);
          if (!one) return [];
          const reason = one.terminatedOn && 'Virksomheden har flyttet afdelingen.';
          return [[
            one.id, one.kind, one.title, company.id, 'Vi finder kandidater og følger op hver måned.',
            'I stiller pladser til rådighed og en kontaktperson.', 'Vi taler sammen, før noget går skævt.', one.status,
            one.from, one.from, one.to, one.terminatedOn, reason, author,
          ]];
        }),
    },
    {
      table: 'agreement_party',
      columns: ['agreement_id', 'company_id'],
      rows: () =>
        each((company, visits) => {
          const one = sampleAgreement(seed, company, visits, today);
          return one ? [[one.id, company.id]] : [];
        }),
    },
    {
      table: 'pledge',
      columns: ['id', 'company_id', 'category', 'direction', 'quantity', 'unit', 'from_on', 'to_on', 'target_group', 'withdrawn_on', 'withdrawn_reason', 'created_by', 'created_at'],
      rows: () =>
        each((company, visits) =>
          samplePledges(seed, company, visits, today).map((one) => [
            one.id, company.id, one.category, one.direction, one.quantity, one.unit, one.from, one.to, one.targetGroup,
            one.withdrawnOn, one.withdrawnOn && 'Ordrenedgang.', author, `${one.from < today ? one.from : today}T09:00:00Z`,
          ]),
        ),
    },
    {
      table: 'pledge_fulfilment',
      columns: ['id', 'pledge_id', 'quantity', 'on_date', 'created_by'],
      rows: () =>
        each((company, visits) =>
          samplePledges(seed, company, visits, today).flatMap((pledge) =>
            pledge.fulfilments.map(({ id, quantity, on }) => [id, pledge.id, quantity, on, author]),
          ),
        ),
    },
    {
      table: 'consent',
      columns: CONSENT_COLUMNS,
      rows: () => each((company, visits) => consentRows(plan, company, visits)),
    },
    {
      table: 'contact_basis',
      columns: BASIS_COLUMNS,
      rows: () => each((company, visits) => basisRows(plan, company, visits)),
    },
    ...activityTables(plan, visitsOf),
  ];
}

function activityTables(plan: SamplePlan, visitsOf: (index: number) => number): SampleTable[] {
  return [
    {
      table: 'activity',
      columns: ['id', 'kind', 'theme', 'title', 'starts_at', 'starts_on', 'ends_at', 'place', 'capacity', 'owner_id', 'shared_with_members', 'state', 'evaluation_text', 'evaluation_score', 'created_by'],
      rows: () => sampleActivities(plan).map(({ row }) => row),
    },
    {
      table: 'activity_participation',
      columns: ['id', 'activity_id', 'company_id', 'invited_at', 'answer', 'answered_at', 'attended', 'attendees', 'created_by'],
      rows: () => sampleParticipations(plan, visitsOf),
    },
  ];
}

const COMPANY_COLUMNS = [
  'id', 'cvr_number', 'name', 'company_form_code', 'sector', 'industry_code', 'industry_system', 'employees',
  'employee_interval', 'size_class', 'size_basis', 'has_hr_function', 'advertising_protected',
  'advertising_protected_since', 'contact_policy', 'contact_policy_reason', 'contact_policy_since', 'partner_kind', 'street',
  'postal_code', 'city', 'municipality_code', 'district', 'consultant_id', 'first_seen_on', 'last_contact_on',
  'last_outcome', 'pledge_periods', 'agreement_periods',
];

function companyRow(plan: SamplePlan, company: SampleCompany, visitCount: number): CopyValue[] {
  const { seed, today } = plan;
  const flags = contactFlags(plan, company.index);
  const random = new SampleRandom(seed, 10, company.index);
  const { sizeClass, sizeBasis, sector, district } = derivedOf(company);
  const visits = sampleVisits(seed, company, visitCount, today);
  const hasHr = company.size === 'large' ? 'yes' : company.size === 'micro' ? 'no' : random.pick(['yes', 'no', 'unknown']);
  return [
    company.id, company.cvrNumber, company.name, company.form, sector, company.industryCode, 'DB25', company.employees,
    company.employeeInterval, sizeClass, sizeBasis, hasHr, flags.isProtected, flags.protectedSince,
    flags.policy, flags.reason, flags.policySince, company.partnerKind, company.street,
    company.postalCode, company.city, SAMPLE_MUNICIPALITY_CODE, district, consultantOf(company), today,
    visits.findLast(({ counts }) => counts)?.occurredOn ?? null,
    visits.findLast(({ outcome }) => outcome !== null)?.outcome ?? null,
    multirange(samplePledges(seed, company, visitCount, today).map(({ from, to, withdrawnOn }) => [from, withdrawnOn ?? to])),
    multirange(agreementPeriods(sampleAgreement(seed, company, visitCount, today))),
  ];
}

function agreementPeriods(agreement: ReturnType<typeof sampleAgreement>): [string, string | null][] {
  if (!agreement || agreement.status === 'draft') return [];
  return [[agreement.from, agreement.terminatedOn ?? agreement.to]];
}

function multirange(periods: [from: string, to: string | null][]): string {
  return `{${periods.map(([from, to]) => `[${from},${to ?? ''})`).join(',')}}`;
}

/** Large companies work in several places, the others in one, which needs no workplace of its own. */
function workplaceRows(company: SampleCompany): CopyValue[][] {
  if (company.size !== 'large' && company.size !== 'medium') return [];
  return Array.from({ length: company.size === 'large' ? 4 : 2 }, (_one, part) => [
    `${company.id.slice(0, 9)}000b-7000-8${String(part).padStart(3, '0')}${company.id.slice(23)}`, company.id,
    `${company.name}, afdeling ${part + 1}`, company.street, company.postalCode, company.city, SAMPLE_MUNICIPALITY_CODE,
    derivedOf(company).district, Math.max(1, Math.floor((company.employees ?? 0) / 4)),
  ]);
}

/** How many visits the first `index` companies have together; few have many, about half have none. */
function visitShares({ seed, companies, visits }: SamplePlan): Float64Array {
  const upTo = new Float64Array(companies + 1);
  for (let index = 0; index < companies; index += 1) {
    const { size, warmth } = sampleCompany(seed, index);
    const interest = { micro: 1, small: 1.6, medium: 4, large: 9, undetermined: 4, unknown: 0.4 }[size];
    upTo[index + 1] = (upTo[index] ?? 0) + (warmth < 0.45 ? 0 : warmth * interest);
  }
  const total = upTo[companies] ?? 0;
  return upTo.map((share) => (total === 0 ? 0 : Math.floor((share / total) * visits + 1e-9)));
}
