import { makeCvrNumber, MADE_CVR_NUMBERS } from '../../kernel/cvr-number.js';
import { sectorOf } from '../../kernel/sector.js';
import { sizeClassOf } from '../../kernel/size-class.js';
import { districtOf } from '../companies/company.rules.js';
import { SampleRandom, sampleId } from './sample-random.js';
import { DISTRICTS, LAST_NAMES, PLACES, ROADS, TRADES } from './sample-words.js';

/** No municipality has this code, so nothing of the sample can be taken for a real one. */
export const SAMPLE_MUNICIPALITY_CODE = '0999';
export const SAMPLE_MUNICIPALITY_NAME = 'Eksempel Kommune';

export interface SamplePlan {
  seed: number;
  companies: number;
  /** In all; spread so that some companies have many and about half have none. */
  visits: number;
  /** The day the sample is made for, `YYYY-MM-DD`. */
  today: string;
}

const TABLE = 1;
const FIRST_SEED = 1_000;

export type SampleSize = 'micro' | 'small' | 'medium' | 'large' | 'undetermined' | 'unknown';

export interface SampleCompany {
  index: number;
  id: string;
  cvrNumber: string;
  name: string;
  size: SampleSize;
  form: number;
  /** How readily it answers and promises, 0 to 1. */
  warmth: number;
  partnerKind: string;
  industryCode: string;
  employees: number | null;
  employeeInterval: string | null;
  postalCode: string;
  city: string;
  street: string;
}

const SIZES: readonly (readonly [number, SampleSize])[] = [
  [780, 'micro'], [165, 'small'], [28, 'medium'], [6, 'large'], [6, 'undetermined'], [15, 'unknown'],
];

const FORMS: readonly (readonly [number, number])[] = [[38, 10], [40, 80], [14, 60], [3, 30], [3, 110], [1, 90], [1, 250]];

const PARTNERS: readonly (readonly [kind: string, name: string, form: number])[] = [
  ['educational_institution', 'Teknisk Skole', 90], ['educational_institution', 'Sprogcenter', 250],
  ['educational_institution', 'Produktionshøjskole', 90], ['union', 'Fagligt Fællesskab', 110], ['union', 'Metalafdelingen', 110],
  ['other_provider', 'Jobvejen', 80], ['other_municipality', 'Nabo Kommune', 250], ['other_partner', 'Erhvervsforening', 110],
];

/** The `index`th company; each draws from numbers of its own, so any one can be made without the others. */
export function sampleCompany(seed: number, index: number): SampleCompany {
  const random = new SampleRandom(seed, TABLE, index);
  const partner = index % 75 === 74 ? PARTNERS[Math.floor(index / 75) % PARTNERS.length] : undefined;
  const size = partner ? 'small' : random.weighted(SIZES);
  const trade = random.weighted(TRADES);
  const place = random.weighted(DISTRICTS);
  const form = partner?.[2] ?? (size === 'large' && random.chance(0.3) ? 250 : random.weighted(FORMS));
  const count = countOf(size, random);
  const name = partner ? `${random.pick(PLACES)}egnens ${partner[1]}` : nameOf(random, random.pick(trade.words), form);
  return {
    index,
    id: sampleId(TABLE, index),
    cvrNumber: makeCvrNumber((FIRST_SEED + index) % MADE_CVR_NUMBERS),
    name,
    size,
    form,
    warmth: random.next(),
    partnerKind: partner?.[0] ?? 'employer',
    industryCode: form === 250 ? '841100' : trade.code,
    employees: count,
    employeeInterval: size === 'undetermined' ? 'ANTAL_200_499' : count === null ? null : intervalOf(count),
    ...place,
    street: `${random.pick(ROADS)} ${random.int(1, 98)}`,
  };
}

/** Columns that always follow from the others, as for any company. */
export function derivedOf(company: SampleCompany) {
  const { sizeClass, sizeBasis } = sizeClassOf({
    employees: company.employees,
    employeeInterval: company.employeeInterval,
    manual: null,
  });
  return { sizeClass, sizeBasis, sector: sectorOf(company.form), district: districtOf(company.postalCode, company.city) };
}

function countOf(size: SampleSize, random: SampleRandom): number | null {
  switch (size) {
    case 'micro':
      return random.int(1, 9);
    case 'small':
      return random.int(10, 49);
    case 'medium':
      return random.int(50, 249);
    case 'large':
      return random.int(250, 1_400);
    case 'undetermined':
    case 'unknown':
      return null;
  }
}

const INTERVALS = [[1, 1], [2, 4], [5, 9], [10, 19], [20, 49], [50, 99], [100, 199], [200, 499], [500, 999], [1000, 999_999]] as const;

function intervalOf(count: number): string {
  const [from, to] = INTERVALS.find(([, last]) => count <= last) ?? INTERVALS[9];
  return `ANTAL_${from}_${to}`;
}

function nameOf(random: SampleRandom, word: string, form: number): string {
  const owner = random.pick(LAST_NAMES);
  const place = random.pick(PLACES);
  switch (form) {
    case 10:
      return `${place}byens ${word} v/ ${owner}`;
    case 30:
      return `${owner} & ${random.pick(LAST_NAMES)} ${word} I/S`;
    case 60:
      return `${owner} ${word} A/S`;
    case 90:
      return `Den selvejende institution ${place}gården`;
    case 110:
      return `Foreningen ${place}landets ${word}`;
    case 250:
      return `${place}byens ${word} (kommunal)`;
    default:
      return `${place}byens ${word} ApS`;
  }
}
