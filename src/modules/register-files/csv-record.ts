import { isEmail } from 'class-validator';
import { parseCvrNumber } from '../../kernel/cvr-number.js';
import { parseEmployeeInterval } from '../../kernel/employee-interval.js';
import { parsePNumber } from '../../kernel/p-number.js';
import { parsePhoneNumber } from '../../kernel/phone-number.js';
import {
  type CompanyRow, dayOf, industryCodeOf, type Mapped, missing, statusOf, textOf, tryRow, websiteOf, type WorkplaceRow,
  wrong,
} from './register-row.js';

/** Our field to the headings that mean it, in small letters without anything but letters and digits. */
const SYNONYMS = {
  cvrNumber: ['cvrnummer', 'cvrnr', 'cvr', 'vat'],
  pNumber: ['pnummer', 'pnr', 'pno'],
  name: ['navn', 'virksomhedsnavn', 'firmanavn', 'name'],
  street: ['adresse', 'vejnavn', 'address'],
  postalCode: ['postnr', 'postnummer', 'zipcode'],
  city: ['by', 'postdistrikt', 'city'],
  municipalityCode: ['kommunekode', 'kommune'],
  industryCode: ['branchekode', 'hovedbranche', 'industrycode'],
  companyFormCode: ['virksomhedsformkode', 'virksomhedsform', 'companycode'],
  employees: ['antalansatte', 'ansatte', 'employees'],
  advertisingProtected: ['reklamebeskyttelse', 'reklamebeskyttet', 'protected'],
  phone: ['telefon', 'telefonnummer', 'phone'],
  email: ['email', 'mail'],
  website: ['hjemmeside', 'website'],
  foundedOn: ['startdato', 'stiftelsesdato', 'startdate'],
  status: ['status', 'virksomhedsstatus'],
} as const;

export type CsvField = keyof typeof SYNONYMS;
export const CSV_FIELDS = Object.keys(SYNONYMS) as CsvField[];

/** Our field to the heading of the file it is read from. */
export type CsvMapping = Partial<Record<CsvField, string>>;
/** One row of the file by our fields; only what is mapped. */
export type Cells = Readonly<Partial<Record<CsvField, string>>>;

/** Company forms by the register's short and long words; FBA stands for two forms and is left out. */
const FORMS: Readonly<Record<string, number>> = {
  enk: 10, enkeltmandsvirksomhed: 10, pmv: 15, 'personligt ejet mindre virksomhed': 15, 'i/s': 30, interessentskab: 30,
  'k/s': 40, kommanditselskab: 40, 'a/s': 60, aktieselskab: 60, 'p/s': 70, partnerselskab: 70, aps: 80,
  anpartsselskab: 80, ivs: 81, 'iværksætterselskab': 81, fon: 90, 'fonde og andre selvejende institutioner': 90,
  'erhvervsdrivende fond': 100, for: 110, forening: 110, ffo: 115, 'frivillig forening': 115, ans: 130,
  'statslig administrativ enhed': 230, 'selvstændig offentlig virksomhed': 235, reg: 245, region: 245, kom: 250,
  'primærkommune': 250, 'folkekirkelige institutioner': 260,
};

/** Code and name of every municipality, for files that write the name. */
const MUNICIPALITIES = new Map(
  `101 København,147 Frederiksberg,151 Ballerup,153 Brøndby,155 Dragør,157 Gentofte,159 Gladsaxe,161 Glostrup,
  163 Herlev,165 Albertslund,167 Hvidovre,169 Høje-Taastrup,173 Lyngby-Taarbæk,175 Rødovre,183 Ishøj,185 Tårnby,
  187 Vallensbæk,190 Furesø,201 Allerød,210 Fredensborg,217 Helsingør,219 Hillerød,223 Hørsholm,230 Rudersdal,
  240 Egedal,250 Frederikssund,253 Greve,259 Køge,260 Halsnæs,265 Roskilde,269 Solrød,270 Gribskov,306 Odsherred,316 Holbæk,
  320 Faxe,326 Kalundborg,329 Ringsted,330 Slagelse,336 Stevns,340 Sorø,350 Lejre,360 Lolland,370 Næstved,
  376 Guldborgsund,390 Vordingborg,400 Bornholm,410 Middelfart,411 Christiansø,420 Assens,430 Faaborg-Midtfyn,
  440 Kerteminde,450 Nyborg,461 Odense,479 Svendborg,480 Nordfyns,482 Langeland,492 Ærø,510 Haderslev,530 Billund,
  540 Sønderborg,550 Tønder,561 Esbjerg,563 Fanø,573 Varde,575 Vejen,580 Aabenraa,607 Fredericia,615 Horsens,
  621 Kolding,630 Vejle,657 Herning,661 Holstebro,665 Lemvig,671 Struer,706 Syddjurs,707 Norddjurs,710 Favrskov,
  727 Odder,730 Randers,740 Silkeborg,741 Samsø,746 Skanderborg,751 Aarhus,756 Ikast-Brande,760 Ringkøbing-Skjern,
  766 Hedensted,773 Morsø,779 Skive,787 Thisted,791 Viborg,810 Brønderslev,813 Frederikshavn,820 Vesthimmerlands,
  825 Læsø,840 Rebild,846 Mariagerfjord,849 Jammerbugt,851 Aalborg,860 Hjørring`
    .split(',')
    .map((entry) => entry.trim().split(' '))
    .map(([code = '', name = '']) => [name.toLowerCase(), `0${code}`]),
);

/** What each heading means: what the user says (`given`), then what is known; unmapped headings in file order. */
export function recogniseHeadings(headings: readonly string[], given: CsvMapping) {
  const taken = new Set(Object.values(given));
  const mapping: CsvMapping = { ...given };
  for (const field of CSV_FIELDS) {
    if (mapping[field] !== undefined) continue;
    const synonyms: readonly string[] = SYNONYMS[field];
    const heading = headings.find((one) => !taken.has(one) && synonyms.includes(plain(one)));
    if (heading !== undefined) mapping[field] = heading;
  }
  const used = new Set(Object.values(mapping));
  return { mapping, unmappedHeadings: headings.filter((heading) => heading !== '' && !used.has(heading)) };
}

/**
 * One row as a company, or as a production unit when it has a P-number. Only mapped fields are in the result, so that
 * an import changes nothing that the file does not speak of; an empty cell of a mapped column clears the field.
 */
export function csvRecordOf(cells: Cells): Mapped {
  const isWorkplace = textOf(cells.pNumber) !== null;
  const pass = isWorkplace ? 'workplaces' : 'companies';
  const written = textOf(isWorkplace ? cells.pNumber : cells.cvrNumber)?.replace(/\D/g, '').slice(0, 20);
  return tryRow(pass, written || null, () => {
    const cvrNumber = parsed(cells, 'cvrNumber', parseCvrNumber, 'Er ikke et CVR-nummer.', 'Is not a CVR number.');
    if (!cvrNumber) throw missing('cvrNumber');
    const name = textOf(cells.name);
    if (!name) throw missing('name');
    const shared = { cvrNumber, name, ...sharedOf(cells) };
    if (!isWorkplace) return { pass: 'companies', row: { ...shared, ...companyOnly(cells) }, months: [] };
    const pNumber = parsed(cells, 'pNumber', parsePNumber, 'Er ikke et P-nummer på ti cifre.', 'Is not a P-number.');
    return { pass: 'workplaces', row: { ...shared, pNumber } as WorkplaceRow, months: [] };
  });
}

function sharedOf(cells: Cells): Partial<CompanyRow & WorkplaceRow> {
  return {
    ...(has(cells, 'street') && { street: textOf(cells.street) }),
    ...(has(cells, 'postalCode') && {
      postalCode: parsed(cells, 'postalCode', fourDigits, 'Er ikke et postnummer.', 'Is not a postal code.'),
    }),
    ...(has(cells, 'city') && { city: textOf(cells.city) }),
    ...(has(cells, 'municipalityCode') && { municipalityCode: parsed(
      cells, 'municipalityCode', municipalityCode, 'Er hverken en kommunes kode eller navn.', 'Is not a municipality.',
    ) }),
    ...(has(cells, 'industryCode') && industryOf(cells)),
    ...(has(cells, 'employees') && employmentOf(cells)),
    ...(has(cells, 'advertisingProtected') && { advertisingProtected: yesOrNo(cells) }),
  };
}

function companyOnly(cells: Cells): Partial<CompanyRow> {
  return {
    ...(has(cells, 'companyFormCode') && { companyFormCode: parsed(
      cells, 'companyFormCode', formCode, 'Kendes ikke som virksomhedsform.', 'Is not known as a company form.',
    ) }),
    ...(has(cells, 'phone') && {
      phone: parsed(cells, 'phone', parsePhoneNumber, 'Er ikke et telefonnummer.', 'Is not a phone number.'),
    }),
    ...(has(cells, 'email') && { email: parsed(
      cells, 'email', (text) => (isEmail(text) ? text : null), 'Er ikke en mailadresse.', 'Is not an e-mail address.',
    ) }),
    ...(has(cells, 'website') && {
      website: parsed(cells, 'website', websiteOf, 'Er ikke en webadresse.', 'Is not a web address.'),
    }),
    ...(has(cells, 'foundedOn') && { foundedOn: dayOf(isoDay(textOf(cells.foundedOn)), 'foundedOn') }),
    ...(has(cells, 'status') && { status: statusOf(textOf(cells.status)) }),
  };
}

function has(cells: Cells, field: CsvField): boolean {
  return cells[field] !== undefined;
}

/** The cell read by `read`; null when it is empty, a failure when it cannot be read. */
function parsed<T>(cells: Cells, field: CsvField, read: (text: string) => T | null, da: string, en: string): T | null {
  const text = textOf(cells[field]);
  if (text === null) return null;
  const value = text.length <= 500 ? read(text) : null;
  if (value === null) throw wrong(field, da, en);
  return value;
}

function fourDigits(text: string): string | null {
  return /^\d{3,4}(?!\d)/.exec(text)?.[0].padStart(4, '0') ?? null;
}

function municipalityCode(text: string): string | null {
  return fourDigits(text) ?? MUNICIPALITIES.get(text.toLowerCase().replace(/ kommune$/, '')) ?? null;
}

/** A CSV does not say the system; the register has given out DB25 codes only since 2025. */
function industryOf(cells: Cells): Pick<CompanyRow, 'industryCode' | 'industrySystem'> {
  const text = textOf(cells.industryCode)?.replaceAll('.', '');
  if (!text) return { industryCode: null, industrySystem: null };
  return { industryCode: industryCodeOf(text.split(' ')[0] ?? ''), industrySystem: 'DB25' };
}

/** A count ("12", "1.234"), or an interval in the register's or the usual writing ("ANTAL_2_4", "2-4", "1000+"). */
function employmentOf(cells: Cells) {
  const nothing = { employees: null, employeeInterval: null, employeesAsOf: null };
  const text = textOf(cells.employees);
  if (text === null) return nothing;
  if (/^(\d{1,6}|\d{1,3}\.\d{3})$/.test(text)) return { ...nothing, employees: Number(text.replace('.', '')) };
  const interval = parseEmployeeInterval(text);
  if (interval) return { ...nothing, employeeInterval: `ANTAL_${interval.from}_${interval.to ?? 999_999}` };
  throw wrong('employees', 'Er hverken et antal eller et interval.', 'Is neither a count nor an interval.');
}

function yesOrNo(cells: Cells): boolean {
  const word = textOf(cells.advertisingProtected)?.toLowerCase() ?? 'nej';
  if (['ja', 'true', '1', 'x', 'yes'].includes(word)) return true;
  if (['nej', 'false', '0', 'no'].includes(word)) return false;
  throw wrong('advertisingProtected', 'Er hverken ja eller nej.', 'Is neither yes nor no.');
}

function formCode(text: string): number | null {
  const number = /^\d{1,3}(?!\d)/.exec(text)?.[0];
  return number ? Number(number) || null : (FORMS[text.toLowerCase()] ?? null);
}

/** "01-07-1995", "1.7.1995" or "01/07 - 1995" as `1995-07-01`; other text unchanged. */
function isoDay(text: string | null): string | null {
  const [, day, month, year] = /^(\d{1,2})[-./](\d{1,2})\s*[-./]\s*(\d{4})$/.exec(text ?? '') ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

function plain(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
