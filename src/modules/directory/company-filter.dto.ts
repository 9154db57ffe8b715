import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { INDUSTRY_DIVISION_RANGES } from '../../kernel/industry.js';
import { SECTORS } from '../../kernel/sector.js';
import { SIZE_CLASSES } from '../../kernel/size-class.js';
import { NoCprNumber, NoCprNumberSearched } from '../../platform/http/fields.js';
import { CommaList, Flag, ListQuery, WholeNumber } from '../../platform/http/list-query.js';
import { COMPANY_STATUSES, PARTNER_KINDS } from '../companies/company.values.js';

/** Stands for "has none" where a filter or a cell asks for a value that a company may lack. */
export const NONE = 'none';

const UUID_OR_NONE = /^(none|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/;
export const INDUSTRY_KEYS = [...INDUSTRY_DIVISION_RANGES.map(({ key }) => key), NONE];
const LONGEST_PERIOD = 240;

/** The same filters work in the company list, in coverage and in exports; several values are separated by commas. */
export class CompanyFilterQuery extends ListQuery {
  /** Name in any spelling of æ, ø, å, a CVR number in any writing, or a P-number. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @NoCprNumberSearched()
  q?: string;

  @IsOptional()
  @CommaList()
  @IsIn(SIZE_CLASSES, { each: true })
  size?: string[];

  @IsOptional()
  @CommaList()
  @IsIn([...SECTORS, NONE], { each: true })
  sector?: string[];

  /** Range of industry divisions, such as 41-43, or none. */
  @IsOptional()
  @CommaList()
  @IsIn(INDUSTRY_KEYS, { each: true })
  industryDivision?: string[];

  /** Municipality code of the company or of one of its open workplaces. */
  @IsOptional()
  @CommaList()
  @Matches(/^\d{4}$/, { each: true })
  municipality?: string[];

  /** Postal district, such as "8700 Horsens", or none. */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  @NoCprNumber()
  district?: string;

  /** The colleague who looks after the company, or none. */
  @IsOptional()
  @Matches(UUID_OR_NONE)
  consultant?: string;

  /** The team of that colleague, or none. */
  @IsOptional()
  @Matches(UUID_OR_NONE)
  team?: string;

  @IsOptional()
  @CommaList()
  @IsIn(PARTNER_KINDS, { each: true })
  partnerKind?: string[];

  @IsOptional()
  @CommaList()
  @IsIn(COMPANY_STATUSES, { each: true })
  status?: string[];

  /** An agreement in force today. */
  @IsOptional()
  @IsIn(['active', NONE])
  agreement?: 'active' | 'none';

  /** A pledge that lives today. */
  @IsOptional()
  @IsIn(['active', NONE])
  pledge?: 'active' | 'none';

  /** The last contact that counts lies within so many calendar months. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(LONGEST_PERIOD)
  contactedWithinMonths?: number;

  /** No contact that counts within so many calendar months, or never. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(LONGEST_PERIOD)
  notContactedWithinMonths?: number;

  @IsOptional()
  @Flag()
  @IsBoolean()
  neverContacted?: boolean;

  /** The last outcome was "declined". */
  @IsOptional()
  @Flag()
  @IsBoolean()
  declined?: boolean;

  /** true: only employers that coverage counts. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  inPopulation?: boolean;
}

export const COMPANY_SORTS = ['name', '-name', 'lastContactOn', '-lastContactOn', 'employees', '-employees'] as const;

export class ListCompaniesQuery extends CompanyFilterQuery {
  /** A minus turns the order round. */
  @IsOptional()
  @IsIn(COMPANY_SORTS)
  sort?: (typeof COMPANY_SORTS)[number];
}
