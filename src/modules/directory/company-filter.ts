import { INDUSTRY_DIVISION_RANGES } from '../../kernel/industry.js';
import { parseCvrNumber } from '../../kernel/cvr-number.js';
import { addDays, addMonths } from '../../kernel/local-date.js';
import { parsePNumber } from '../../kernel/p-number.js';
import { containsFolded } from '../../platform/database/folded-search.js';
import type { Parameters } from '../../platform/database/parameters.js';
import { type CompanyFilterQuery, NONE } from './company-filter.dto.js';

/** What filters and cells may be cut by: SQL on `company c` and its consultant `u`, null where a company has none. */
export const DIMENSIONS = {
  size: 'c.size_class',
  sector: 'c.sector',
  industry: industryRange(),
  district: 'c.district',
  consultant: 'c.consultant_id::text',
  team: 'u.team_id::text',
  partnerKind: 'c.partner_kind',
} as const;

export const COMPANY_FROM = 'company c LEFT JOIN app_user u ON u.id = c.consultant_id';

export interface FilterContext {
  /** Today in Europe/Copenhagen. */
  today: string;
  /** Whose employers are the population. */
  municipalityCodes: readonly string[];
  /** The one company a member sees; null: all. */
  onlyCompanyId: string | null;
}

/** The conditions of a filter, to be joined with AND; their values go into `parameters`. */
export function companyConditions(query: CompanyFilterQuery, context: FilterContext, parameters: Parameters): string[] {
  const { today } = context;
  const oneOf = (dimension: string, values: readonly string[]) => {
    const named = values.filter((value) => value !== NONE);
    const none = values.includes(NONE) ? `${dimension} IS NULL` : 'false';
    return named.length > 0 ? `(${dimension} = ANY(${parameters.add(named)}) OR ${none})` : none;
  };
  const since = (months: number) => parameters.add(firstDayWithin(months, today));
  const where: string[] = [];
  if (context.onlyCompanyId) where.push(`c.id = ${parameters.add(context.onlyCompanyId)}`);
  if (query.q) where.push(matchesTyped(query.q, parameters));
  if (query.size) where.push(oneOf(DIMENSIONS.size, query.size));
  if (query.sector) where.push(oneOf(DIMENSIONS.sector, query.sector));
  if (query.industryDivision) where.push(oneOf(DIMENSIONS.industry, query.industryDivision));
  if (query.municipality) where.push(locatedIn(parameters.add(query.municipality)));
  if (query.district) where.push(oneOf(DIMENSIONS.district, [query.district]));
  if (query.consultant) where.push(oneOf(DIMENSIONS.consultant, [query.consultant.toLowerCase()]));
  if (query.team) where.push(oneOf(DIMENSIONS.team, [query.team.toLowerCase()]));
  if (query.partnerKind) where.push(oneOf(DIMENSIONS.partnerKind, query.partnerKind));
  if (query.status) where.push(`c.status = ANY(${parameters.add(query.status)})`);
  if (query.agreement) where.push(either(query.agreement === 'active', inForce('agreement', today, parameters)));
  if (query.pledge) where.push(either(query.pledge === 'active', inForce('pledge', today, parameters)));
  if (query.contactedWithinMonths) where.push(`c.last_contact_on >= ${since(query.contactedWithinMonths)}`);
  if (query.notContactedWithinMonths) {
    where.push(`(c.last_contact_on >= ${since(query.notContactedWithinMonths)}) IS NOT TRUE`);
  }
  if (query.neverContacted !== undefined) where.push(either(query.neverContacted, 'c.last_contact_on IS NULL'));
  if (query.declined !== undefined) {
    // What a visit came to is not told to a member, not even by a filter.
    where.push(either(query.declined, context.onlyCompanyId ? 'false' : "c.last_outcome = 'declined'"));
  }
  if (query.inPopulation !== undefined) {
    where.push(either(query.inPopulation, populationCondition(context.municipalityCodes, parameters)));
  }
  return where;
}

/** Employers that coverage counts: active, located in the municipality, at least one employee known. */
export function populationCondition(municipalityCodes: readonly string[], parameters: Parameters): string {
  return `(${employerCondition(municipalityCodes, parameters)} AND c.employees_min >= 1)`;
}

/** The same with any number of employees, for showing how many have an unknown number. */
export function employerCondition(municipalityCodes: readonly string[], parameters: Parameters): string {
  const codes = parameters.add(municipalityCodes);
  return `c.status = 'active' AND c.partner_kind = 'employer' AND ${locatedIn(codes)}`;
}

/** The first day of the last `months` calendar months up to and including `today`. */
export function firstDayWithin(months: number, today: string): string {
  return addMonths(addDays(today, 1), -months);
}

/** An agreement or a pledge is in force on the day. */
export function inForce(what: 'agreement' | 'pledge', day: string, parameters: Parameters): string {
  return `c.${what}_periods @> ${parameters.add(day)}::date`;
}

function either(wanted: boolean, condition: string): string {
  return wanted ? `(${condition})` : `((${condition}) IS NOT TRUE)`;
}

function locatedIn(codes: string): string {
  return `(c.municipality_code = ANY(${codes}) OR EXISTS (SELECT 1 FROM workplace w
    WHERE w.company_id = c.id AND w.municipality_code = ANY(${codes}) AND w.ceased_on IS NULL))`;
}

function matchesTyped(typed: string, parameters: Parameters): string {
  const cvrNumber = parseCvrNumber(typed);
  if (cvrNumber) return `c.cvr_number = ${parameters.add(cvrNumber)}`;
  const pNumber = parsePNumber(typed);
  if (pNumber) {
    const value = parameters.add(pNumber);
    return `EXISTS (SELECT 1 FROM workplace w WHERE w.company_id = c.id AND w.p_number = ${value})`;
  }
  return containsFolded('c.search_text', typed, parameters);
}

function industryRange(): string {
  const division = 'substr(c.industry_code, 1, 2)';
  const cases = INDUSTRY_DIVISION_RANGES.map(({ key, first, last }) => {
    const [from, to] = [first, last].map((number) => String(number).padStart(2, '0'));
    return `WHEN ${division} BETWEEN '${from}' AND '${to}' THEN '${key}'`;
  });
  return `(CASE WHEN c.industry_code IN ('980000', '999999') THEN NULL ${cases.join(' ')} END)`;
}
