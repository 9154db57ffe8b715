import { addDays } from '../../kernel/local-date.js';
import type { CopyValue } from './copy-rows.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { sampleCompany, type SamplePlan } from './sample-company.js';
import { mayBeInvited } from './sample-consents.js';
import { SampleRandom, sampleId } from './sample-random.js';

const TABLES = { activity: 12, participation: 13 } as const;
const INVITED = 30;
const HELD = 22;
const PLANNED = 4;
const secretary = DEMO_ACCOUNTS[1]?.id ?? '';

const PROGRAMME: readonly (readonly [kind: string, theme: string, title: string])[] = [
  ['INSPIRATION', 'prevention', 'Færre sygedage: hvad virker?'],
  ['NETWORK', 'network', 'Netværk for små virksomheder uden HR'],
  ['KNOWLEDGE', 'schemes', 'Småjob og fleksjob på en formiddag'],
  ['COMPANY_TOUR', 'network', 'Besøg hos en virksomhed, der tog springet'],
  ['JOB_FAIR', 'network', 'Jobmesse i hallen'],
  ['CSR_RELAY', 'network', 'CSR-stafetten sendes videre'],
  ['LABEL_CEREMONY', 'network', 'Mærkerne uddeles'],
];

interface SampleActivity {
  id: string;
  index: number;
  startsOn: string;
  held: boolean;
  row: CopyValue[];
}

/** One a month over two years, and the next four planned. */
export function sampleActivities({ seed, today }: SamplePlan): SampleActivity[] {
  return Array.from({ length: HELD + PLANNED }, (_one, index) => {
    const random = new SampleRandom(seed, TABLES.activity, index);
    const [kind, theme, title] = PROGRAMME[index % PROGRAMME.length] ?? ['NETWORK', 'network', 'Netværksmøde'];
    const startsOn = addDays(today, (index - HELD) * 30 + 12);
    const held = startsOn < today;
    const id = sampleId(TABLES.activity, index);
    const evaluation = held ? 'Godt fremmøde. Flere vil høre om småjob.' : null;
    const row = [
      id, kind, theme, title, `${startsOn}T13:00:00Z`, startsOn, `${startsOn}T15:00:00Z`, 'Rådhuset, store sal', 60,
      secretary, true, held ? 'held' : 'planned', evaluation, held ? random.int(3, 5) : null, secretary,
    ];
    return { id, index, startsOn, held, row };
  });
}

/** Companies that are known and may be contacted are invited; half answer yes, and most of those come. */
export function* sampleParticipations(plan: SamplePlan, visitsOf: (index: number) => number): Iterable<CopyValue[]> {
  const { seed, companies, today } = plan;
  for (const activity of sampleActivities(plan)) {
    const random = new SampleRandom(seed, TABLES.participation, activity.index);
    const invited = new Set<number>();
    for (let tries = 0; tries < INVITED * 3 && invited.size < INVITED; tries += 1) {
      const index = random.int(0, companies - 1);
      if (visitsOf(index) > 0 && mayBeInvited(plan, index, visitsOf(index))) invited.add(index);
    }
    for (const index of invited) {
      const answer = random.weighted([[50, 'accepted'], [25, 'declined'], [25, 'none']] as const);
      const attended = activity.held ? answer === 'accepted' && random.chance(0.85) : null;
      const invitedOn = addDays(activity.startsOn < today ? activity.startsOn : today, -21);
      yield [
        sampleId(TABLES.participation, index, activity.index), activity.id,
        sampleCompany(seed, index).id, `${invitedOn}T08:00:00Z`, answer,
        answer === 'none' ? null : `${addDays(invitedOn, 5)}T08:00:00Z`, attended, attended ? random.int(1, 2) : null, secretary,
      ];
    }
  }
}
