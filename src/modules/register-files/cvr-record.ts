import { isEmail } from 'class-validator';
import { isCvrNumber } from '../../kernel/cvr-number.js';
import { addMonths } from '../../kernel/local-date.js';
import { parsePNumber } from '../../kernel/p-number.js';
import { parsePhoneNumber } from '../../kernel/phone-number.js';
import { isEmployeeInterval } from '../companies/company.rules.js';
import type { CompanyStatus } from '../companies/company.values.js';
import {
  dayOf, type EmploymentMonth, industryCodeOf, type Mapped, missing, type Pass, statusOf, textOf, tryRow, websiteOf,
  wrong,
} from './register-row.js';

/** An object of the register's JSON; any property may be missing or null. */
type Json = Readonly<Record<string, unknown>>;

const MONTHS_KEPT = 24;
const OTHER_NAMES_KEPT = 1_000;
/** The series of employment in the order in which they are believed, and the newest figure's place in the metadata. */
const MONTHLY = [
  ['erstMaanedsbeskaeftigelse', 'nyesteErstMaanedsbeskaeftigelse'],
  ['maanedsbeskaeftigelse', 'nyesteMaanedsbeskaeftigelse'],
] as const;
const SERIES = [
  ...MONTHLY,
  ['kvartalsbeskaeftigelse', 'nyesteKvartalsbeskaeftigelse'],
  ['aarsbeskaeftigelse', 'nyesteAarsbeskaeftigelse'],
] as const;

/**
 * Which record a value of a cvr-permanent file is: a hit of a search, its `_source`, or `{"Vrvirksomhed": …}` and
 * `{"VrproduktionsEnhed": …}` alone. Null for anything else.
 */
export function recordIn(value: unknown): { pass: Pass; record: Json } | null {
  const outer = objectOf(value);
  const source = objectOf(outer?._source) ?? outer;
  const company = objectOf(source?.Vrvirksomhed);
  if (company) return { pass: 'companies', record: company };
  const unit = objectOf(source?.VrproduktionsEnhed);
  return unit ? { pass: 'workplaces', record: unit } : null;
}

/**
 * A company (`Vrvirksomhed`) as a row. People (`deltagerRelation`) are never read, and of phone, mail and website only
 * what is in force and nowhere marked secret; `today` decides whether its life has ended.
 */
export function companyOf(record: Json, today: string): Mapped {
  const digits = digitsOf(record.cvrNummer);
  return tryRow('companies', digits, () => {
    const metadata = objectOf(record.virksomhedMetadata) ?? {};
    const form = objectOf(metadata.nyesteVirksomhedsform) ?? current(record.virksomhedsform);
    const row = {
      cvrNumber: cvrNumberOf(digits),
      ...sharedOf(record, metadata),
      otherNames: otherNamesOf(metadata.nyesteBinavne, record.binavne),
      companyFormCode: formCodeOf(form?.virksomhedsformkode),
      status: companyStatusOf(record, metadata, today),
      phone: contactOf(record.telefonNummer, parsePhoneNumber),
      email: contactOf(record.elektroniskPost, (text) => (isEmail(text) ? text : null)),
      website: contactOf(record.hjemmeside, websiteOf),
      foundedOn: dayOf(metadata.stiftelsesDato, 'foundedOn') ?? dayOf(firstDay(record.livsforloeb), 'foundedOn'),
    };
    return { pass: 'companies', row, months: monthsOf(record, metadata) };
  });
}

/** A production unit (`VrproduktionsEnhed`) as a row, under the company it belongs to now. */
export function workplaceOf(record: Json, today: string): Mapped {
  const pNumber = parsePNumber(digitsOf(record.pNummer) ?? '');
  return tryRow('workplaces', pNumber ?? digitsOf(record.pNummer), () => {
    if (!pNumber) throw wrong('pNumber', 'Er ikke et P-nummer på ti cifre.', 'Is not a P-number of ten digits.');
    const metadata = objectOf(record.produktionsEnhedMetadata) ?? {};
    const owner = metadata.nyesteCvrNummerRelation ?? current(record.virksomhedsrelation)?.cvrNummer;
    const row = {
      pNumber,
      cvrNumber: cvrNumberOf(digitsOf(owner)),
      ...sharedOf(record, metadata),
      ceasedOn: endOf(record, today),
    };
    return { pass: 'workplaces', row, months: monthsOf(record, metadata) };
  });
}

function sharedOf(record: Json, metadata: Json) {
  const name = textOf(objectOf(metadata.nyesteNavn)?.navn) ?? textOf(current(record.navne)?.navn);
  if (!name) throw missing('name');
  const newest = newestFigure(record, metadata);
  return {
    name,
    ...industryOf(objectOf(metadata.nyesteHovedbranche) ?? current(record.hovedbranche)),
    employees: newest?.employees ?? null,
    employeeInterval: newest?.employeeInterval ?? null,
    employeesAsOf: newest?.month ?? null,
    ...addressOf(objectOf(metadata.nyesteBeliggenhedsadresse) ?? current(record.beliggenhedsadresse)),
    advertisingProtected: flagOf(record.reklamebeskyttet),
    registerUpdatedAt: instantOf(record.sidstOpdateret),
  };
}

function cvrNumberOf(digits: string | null): string {
  if (!digits) throw missing('cvrNumber');
  const number = digits.padStart(8, '0');
  if (isCvrNumber(number)) return number;
  throw wrong('cvrNumber', 'Er ikke et gyldigt CVR-nummer.', 'Is not a valid CVR number.');
}

function companyStatusOf(record: Json, metadata: Json, today: string): CompanyStatus {
  const words = textOf(metadata.sammensatStatus) ?? textOf(current(record.virksomhedsstatus)?.status);
  const status = statusOf(words);
  const isOver = endOf(record, today) !== null || record.fejlRegistreret === true;
  return isOver && status !== 'merged' ? 'ceased' : status;
}

/** The day on which the life of the unit ended, when it has. */
function endOf(record: Json, today: string): string | null {
  const end = dayOf(periodOf(current(record.livsforloeb)).gyldigTil, 'ceasedOn');
  return end && end <= today ? end : null;
}

function otherNamesOf(newest: unknown, names: unknown): string | null {
  const written = Array.isArray(newest) ? newest : listOf(names).filter(isInForce).map(({ navn }) => navn);
  const joined = written.map(textOf).filter(Boolean).join(' · ');
  return joined.slice(0, OTHER_NAMES_KEPT).toWellFormed().trim() || null;
}

function formCodeOf(code: unknown): number | null {
  if (code === undefined || code === null) return null;
  const number = Number(code);
  if (Number.isInteger(number) && number >= 1 && number <= 999) return number;
  throw wrong('companyFormCode', 'Er ikke en kode fra 1 til 999.', 'Is not a code from 1 to 999.');
}

/** DB25 replaced DB07 on 1 January 2025. */
function industryOf(industry: Json | null) {
  const code = textOf(industry?.branchekode) ?? digitsOf(industry?.branchekode);
  if (!industry || !code) return { industryCode: null, industrySystem: null };
  const since = textOf(periodOf(industry).gyldigFra) ?? '';
  return { industryCode: industryCodeOf(code), industrySystem: since >= '2025-01-01' ? 'DB25' : 'DB07' } as const;
}

function addressOf(address: Json | null) {
  const isForeign = !['DK', null].includes(textOf(address?.landekode));
  return {
    street: streetOf(address),
    postalCode: isForeign ? null : fourDigits(address?.postnummer, 'postalCode'),
    city: textOf(address?.postdistrikt) ?? textOf(address?.bynavn),
    municipalityCode: fourDigits(objectOf(address?.kommune)?.kommuneKode, 'municipalityCode'),
  };
}

function fourDigits(value: unknown, field: string): string | null {
  if (value === undefined || value === null) return null;
  const digits = digitsOf(value)?.padStart(4, '0');
  if (digits?.length === 4) return digits;
  throw wrong(field, 'Er ikke et tal på højst fire cifre.', 'Is not a number of at most four digits.');
}

/** Such as "Hovedgaden 16A-18B, 2. tv"; a foreign address is one free text. */
function streetOf(address: Json | null): string | null {
  const road = textOf(address?.vejnavn);
  if (!address || !road) {
    const box = digitsOf(address?.postboks) ?? textOf(address?.postboks);
    return textOf(address?.fritekst) ?? (box && `Postboks ${box}`);
  }
  const from = `${digitsOf(address.husnummerFra) ?? ''}${textOf(address.bogstavFra) ?? ''}`;
  const to = `${digitsOf(address.husnummerTil) ?? ''}${textOf(address.bogstavTil) ?? ''}`;
  const floor = digitsOf(address.etage) ?? textOf(address.etage)?.toLowerCase();
  const door = [floor && `${floor}.`, textOf(address.sidedoer)?.toLowerCase()].filter(Boolean).join(' ');
  return [[road, [from, to].filter(Boolean).join('-')].filter(Boolean).join(' '), door].filter(Boolean).join(', ');
}

/** The first entry in force that can be read and that no entry of the list keeps secret. */
function contactOf(entries: unknown, read: (text: string) => string | null): string | null {
  const known = listOf(entries).map((entry) => {
    const text = textOf(entry.kontaktoplysning);
    return { entry, value: text && read(text), isSecret: Boolean(entry.hemmelig) };
  });
  const secret = known.filter(({ isSecret }) => isSecret).map(({ value }) => value);
  return known.find(({ entry, value }) => value && isInForce(entry) && !secret.includes(value))?.value ?? null;
}

function newestFigure(record: Json, metadata: Json): EmploymentMonth | null {
  for (const names of SERIES) {
    const [newest] = figuresOf(record, metadata, names);
    if (newest) return newest;
  }
  return null;
}

/** The newest 24 months; where both monthly series have a month, the live one is believed. */
function monthsOf(record: Json, metadata: Json): EmploymentMonth[] {
  const figures = MONTHLY.flatMap((names) => figuresOf(record, metadata, names));
  const months = new Map(figures.reverse().map((figure) => [figure.month, figure]));
  const newest = [...months.keys()].sort().at(-1);
  if (!newest) return [];
  const oldest = addMonths(newest, 1 - MONTHS_KEPT);
  return [...months.values()].filter(({ month }) => month >= oldest);
}

/** The figures of one series that say how many, newest first; `month` is the first day of what they speak of. */
function figuresOf(record: Json, metadata: Json, [series, newest]: readonly [string, string]): EmploymentMonth[] {
  return [...listOf([metadata[newest]]), ...listOf(record[series])]
    .map(figureOf)
    .filter(({ employees, employeeInterval }) => employees !== null || employeeInterval !== null)
    .sort((a, b) => (a.month === b.month ? 0 : a.month < b.month ? 1 : -1));
}

function figureOf(entry: Json): EmploymentMonth {
  const year = Number(entry.aar);
  const month = Number(entry.maaned ?? (entry.kvartal ? Number(entry.kvartal) * 3 - 2 : 1));
  const exists = [year, month].every(Number.isInteger) && year >= 1900 && year <= 2999 && month >= 1 && month <= 12;
  if (!exists) throw wrong('employeesAsOf', 'Er hverken måned, kvartal eller år.', 'Is no month, quarter or year.');
  const interval = textOf(entry.intervalKodeAntalAnsatte)?.replace(/^ANTAL_1000_$/, 'ANTAL_1000_999999') ?? null;
  if (interval && !isEmployeeInterval(interval)) {
    throw wrong('employeeInterval', 'Er ikke et interval, CVR bruger.', 'Is not an interval of the CVR register.');
  }
  return {
    month: `${year}-${String(month).padStart(2, '0')}-01`,
    employees: countOf(entry.antalAnsatte, 'employees', Number.isInteger),
    employeeInterval: interval,
    fullTimeEquivalents: countOf(entry.antalAarsvaerk, 'fullTimeEquivalents', Number.isFinite),
  };
}

function countOf(value: unknown, field: string, isRight: (number: number) => boolean): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && isRight(value) && value >= 0 && value <= 1_000_000) {
    return Math.round(value * 100) / 100;
  }
  throw wrong(field, 'Er ikke et antal fra 0 til 1.000.000.', 'Is not a number from 0 to 1,000,000.');
}

function flagOf(value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? false;
  throw wrong('advertisingProtected', 'Er hverken true eller false.', 'Is neither true nor false.');
}

function instantOf(value: unknown): string | null {
  const text = textOf(value);
  if (!text) return null;
  if (/^[12]\d{3}-/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  throw wrong('registerUpdatedAt', 'Er ikke et tidspunkt.', 'Is not an instant.');
}

/** The entry in force: open at the end, else the one that ended last; of several the one that began last. */
function current(entries: unknown): Json | null {
  const rank = (entry: Json) => {
    const { gyldigFra, gyldigTil } = periodOf(entry);
    return `${textOf(gyldigTil) ?? '9999'} ${textOf(gyldigFra) ?? ''}`;
  };
  return listOf(entries).reduce<Json | null>((best, entry) => (best && rank(best) > rank(entry) ? best : entry), null);
}

function isInForce(entry: Json): boolean {
  return textOf(periodOf(entry).gyldigTil) === null;
}

function firstDay(entries: unknown): string | null {
  const days = listOf(entries).map((entry) => textOf(periodOf(entry).gyldigFra));
  return days.filter((day) => day !== null).sort()[0] ?? null;
}

function periodOf(entry: Json | null): Json {
  return objectOf(entry?.periode) ?? {};
}

function digitsOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  return typeof value === 'string' && /^\d{1,20}$/.test(value.trim()) ? value.trim() : null;
}

function objectOf(value: unknown): Json | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : null;
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf).filter((entry) => entry !== null) : [];
}
