import { holdsCprNumber } from '../../kernel/cpr-number.js';
import { parsePNumber } from '../../kernel/p-number.js';
import { constraintText } from '../../platform/http/constraint-texts.js';
import { unsafeStrings } from '../../platform/http/unsafe-strings.js';
import type { CompanyStatus, IndustrySystem } from '../companies/company.values.js';

/** Companies come first, because a workplace needs its company. */
export const PASSES = ['companies', 'workplaces'] as const;
export type Pass = (typeof PASSES)[number];

interface RowOfBoth {
  name: string;
  industryCode: string | null;
  industrySystem: IndustrySystem | null;
  employees: number | null;
  employeeInterval: string | null;
  /** First day of the month, quarter or year that the number speaks of. */
  employeesAsOf: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  municipalityCode: string | null;
  advertisingProtected: boolean;
  /** ISO 8601 with time zone. */
  registerUpdatedAt: string | null;
}

/** What a file may say about a company; a property that is missing is left as it is in the register. */
export interface CompanyRow extends Partial<RowOfBoth> {
  cvrNumber: string;
  name: string;
  otherNames?: string | null;
  companyFormCode?: number | null;
  status?: CompanyStatus;
  phone?: string | null;
  email?: string | null;
  website?: string | null;
  foundedOn?: string | null;
}

/** What a file may say about a production unit. */
export interface WorkplaceRow extends Partial<RowOfBoth> {
  pNumber: string;
  cvrNumber: string;
  name: string;
  ceasedOn?: string | null;
}

export interface EmploymentMonth {
  /** First day of the month. */
  month: string;
  employees: number | null;
  employeeInterval: string | null;
  fullTimeEquivalents: number | null;
}

export interface RowFailure {
  /** CVR or P-number, when it could be read. */
  key: string | null;
  field: string;
  code: string;
  da: string;
  en: string;
}

/** What became of one record of the file. */
export type Mapped =
  | { pass: 'companies'; row: CompanyRow; months: EmploymentMonth[] }
  | { pass: 'workplaces'; row: WorkplaceRow; months: EmploymentMonth[] }
  | { pass: Pass; failure: RowFailure };

/** Why a record cannot be taken over; thrown while a record is read, and always caught by {@link tryRow}. */
export class RowProblem extends Error {
  constructor(
    readonly field: string,
    readonly code: string,
    readonly da: string,
    readonly en: string,
  ) {
    super(`${field} ${code}`);
  }
}

type Limits = readonly (readonly [field: string, longest: number])[];
const LIMITS: Limits = [['name', 300], ['street', 200], ['city', 100], ['email', 320], ['website', 500]];

/** What people once typed into the register; sole proprietors have put their CPR number there. */
const FREE_TEXTS = ['name', 'otherNames', 'street', 'city', 'email', 'website'];

/**
 * Runs the reading of one record; its first problem, a text that is too long, cannot be stored or holds a CPR number
 * is its failure.
 */
export function tryRow<T extends Mapped>(pass: Pass, key: string | null, read: () => T): T | Mapped {
  try {
    const result = read();
    if ('row' in result) check(result.row);
    return result;
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    const { field, code, da, en } = error;
    return { pass, failure: { key: key !== null && namesPerson(pass, key) ? null : key, field, code, da, en } };
  }
}

/** A CPR number in the column of another number, also when a spreadsheet has taken its first zero away. */
function namesPerson(pass: Pass, key: string): boolean {
  const isPNumber = pass === 'workplaces' && parsePNumber(key) !== null;
  return !isPNumber && holdsCprNumber(`cpr ${key.padStart(10, '0')}`);
}

function check(row: CompanyRow | WorkplaceRow): void {
  const values = row as unknown as Record<string, unknown>;
  for (const [field, longest] of LIMITS) {
    const value = values[field];
    if (typeof value === 'string' && value.length > longest) {
      throw new RowProblem(field, 'too-long', `Højst ${longest} tegn.`, `At most ${longest} characters.`);
    }
  }
  const withCprNumber = FREE_TEXTS.find((field) => {
    const value = values[field];
    return typeof value === 'string' && holdsCprNumber(value);
  });
  if (withCprNumber) throw cprNumber(withCprNumber);
  const [unsafe] = unsafeStrings(row);
  const lost = Object.entries(values).find(([, value]) => typeof value === 'string' && value.includes('\uFFFD'));
  const field = unsafe?.[0] ?? lost?.[0];
  if (field) {
    throw new RowProblem(
      field,
      'unreadable-text',
      'Teksten indeholder tegn, der ikke kan læses eller gemmes. Filen skal være i UTF-8.',
      'The text holds characters that cannot be read or stored. The file must be UTF-8.',
    );
  }
}

/** For a text with what looks like a CPR number, which is never repeated. */
export function cprNumber(field: string): RowProblem {
  const { da, en } = constraintText('noCprNumber', undefined);
  return new RowProblem(field, 'noCprNumber', da, en);
}

/** For a mandatory field without a value. */
export function missing(field: string): RowProblem {
  return new RowProblem(field, 'missing', 'Mangler.', 'Is missing.');
}

/** For a value that is not what the field holds; `da` and `en` say what it should be. */
export function wrong(field: string, da: string, en: string): RowProblem {
  return new RowProblem(field, 'wrong', da, en);
}

/** Trimmed text, or null when there is none; white space of every kind becomes one space. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() || null : null;
}

/** A day that exists as `YYYY-MM-DD`, from the year 1000 on (some companies are older than 1900); null for nothing. */
export function dayOf(value: unknown, field: string): string | null {
  const text = textOf(value)?.slice(0, 10);
  if (!text) return null;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = /^[1-2]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime());
  if (exists && date.toISOString().startsWith(text)) return text;
  throw wrong(field, 'Er ikke en dato, der findes.', 'Is not a date that exists.');
}

/** Six digits; a leading zero that a program took away is put back. */
export function industryCodeOf(code: string): string {
  if (/^\d{5,6}$/.test(code)) return code.padStart(6, '0');
  throw wrong('industryCode', 'Er ikke en branchekode på seks cifre.', 'Is not an industry code of six digits.');
}

/** The register's words for how a company is (domain: active, winding up, dissolved, merged), in any case. */
export function statusOf(words: string | null): CompanyStatus {
  const status = words?.toUpperCase() ?? 'NORMAL';
  if (['NORMAL', 'AKTIV', 'ACTIVE'].includes(status)) return 'active';
  if (status.startsWith('UNDER ')) return 'closing';
  if (/^OPLØST EFTER .*(FUSION|SPALTNING)/.test(status)) return 'merged';
  if (/^(TVANGS)?OPLØST|^SLETTET|^OPHØRT|^UDEN RETSVIRKNING/.test(status)) return 'ceased';
  throw wrong('status', 'Er ikke en status, CVR bruger.', 'Is not a status of the CVR register.');
}

/** A web address with scheme; without one it becomes https. Null for what is no address. */
export function websiteOf(text: string | null): string | null {
  if (!text) return null;
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  return url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username ? url.href : null;
}
