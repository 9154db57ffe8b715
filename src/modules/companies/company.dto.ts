import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsUrl, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { EMPLOYEE_INTERVALS } from '../../kernel/employee-interval.js';
import { SECTORS, type Sector } from '../../kernel/sector.js';
import { SIZE_BASES, SIZE_CLASSES, type SizeBasis, type SizeClass } from '../../kernel/size-class.js';
import { CvrNumber, Keepable, LocalDate, NoCprNumber, Phone, Text } from '../../platform/http/fields.js';
import {
  COMPANY_STATUSES, type CompanyStatus, CONTACT_POLICIES, type ContactPolicy, HR_FUNCTIONS, type HrFunction,
  INDUSTRY_SYSTEMS, type IndustrySystem, PARTNER_KINDS, type PartnerKind,
} from './company.values.js';
import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '../../platform/http/actor.js';

export const DECIDED_SIZES = ['small', 'medium', 'large'] as const;

/** The fields that a person may set and later clear with null. */
class CompanyFields {
  /** In any writing; locked once set. */
  @IsOptional()
  @CvrNumber()
  cvrNumber?: string | null;

  /** Code of the company form (virksomhedsform), such as 60 for A/S; decides the sector. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(999)
  companyFormCode?: number | null;

  /** Six digits; needs `industrySystem`. */
  @IsOptional()
  @Matches(/^\d{6}$/)
  industryCode?: string | null;

  @IsOptional()
  @IsIn(INDUSTRY_SYSTEMS)
  industrySystem?: IndustrySystem | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  employees?: number | null;

  /** The register's interval code, where the exact number is not known. */
  @IsOptional()
  @IsIn(EMPLOYEE_INTERVALS)
  employeeInterval?: string | null;

  @IsOptional()
  @LocalDate()
  employeesAsOf?: string | null;

  /** Size decided by hand; needs `sizeOverrideReason`. */
  @IsOptional()
  @IsIn(DECIDED_SIZES)
  sizeOverride?: (typeof DECIDED_SIZES)[number] | null;

  @IsOptional()
  @Text(500)
  sizeOverrideReason?: string | null;

  @IsOptional()
  @Text(500)
  contactPolicyReason?: string | null;

  @IsOptional()
  @Text(200)
  street?: string | null;

  @IsOptional()
  @Matches(/^\d{4}$/)
  postalCode?: string | null;

  @IsOptional()
  @Text(100)
  city?: string | null;

  /** Four digits, such as "0615". */
  @IsOptional()
  @Matches(/^\d{4}$/)
  municipalityCode?: string | null;

  /** In any writing; kept as E.164. */
  @IsOptional()
  @Phone()
  phone?: string | null;

  @IsOptional()
  @IsEmail()
  @NoCprNumber()
  @MaxLength(320)
  email?: string | null;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @NoCprNumber()
  @MaxLength(500)
  website?: string | null;

  /** The colleague who looks after the company. */
  @IsOptional()
  @IsUUID()
  consultantId?: string | null;

  @Keepable()
  @IsIn(HR_FUNCTIONS)
  hasHrFunction?: HrFunction;

  @Keepable()
  @IsBoolean()
  advertisingProtected?: boolean;

  @Keepable()
  @IsIn(CONTACT_POLICIES)
  contactPolicy?: ContactPolicy;

  @Keepable()
  @IsIn(PARTNER_KINDS)
  partnerKind?: PartnerKind;

  @Keepable()
  @IsIn(COMPANY_STATUSES)
  status?: CompanyStatus;
}

export class CreateCompanyDto extends CompanyFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(300)
  name: string;
}

export class UpdateCompanyDto extends CompanyFields {
  @Keepable()
  @Text(300)
  name?: string;
}

export class CompanyDto {
  id: string;
  version: number;
  cvrNumber: string | null;
  name: string;
  otherNames: string | null;
  companyFormCode: number | null;
  @ApiProperty({ enum: SECTORS, nullable: true })
  sector: Sector | null;
  industryCode: string | null;
  @ApiProperty({ enum: INDUSTRY_SYSTEMS, nullable: true })
  industrySystem: IndustrySystem | null;
  employees: number | null;
  employeeInterval: string | null;
  employeesAsOf: string | null;
  @ApiProperty({ enum: SIZE_CLASSES })
  sizeClass: SizeClass;
  /** Where the size class comes from; null while it is unknown. */
  @ApiProperty({ enum: SIZE_BASES, nullable: true })
  sizeBasis: SizeBasis | null;
  sizeOverrideReason: string | null;
  @ApiProperty({ enum: HR_FUNCTIONS })
  hasHrFunction: HrFunction;
  advertisingProtected: boolean;
  /** The day from which the register or a colleague has said so; null: nobody has yet. */
  advertisingProtectedSince: string | null;
  @ApiProperty({ enum: CONTACT_POLICIES })
  contactPolicy: ContactPolicy;
  contactPolicyReason: string | null;
  /** The day from which a colleague has said so; null: nobody has yet. */
  contactPolicySince: string | null;
  @ApiProperty({ enum: COMPANY_STATUSES })
  status: CompanyStatus;
  @ApiProperty({ enum: PARTNER_KINDS })
  partnerKind: PartnerKind;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  municipalityCode: string | null;
  /** Postal district, such as "8700 Horsens". */
  district: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  consultantId: string | null;
  foundedOn: string | null;
  /** The day it came into this register. */
  firstSeenOn: string;
  /** Day of the last contact that counts. */
  lastContactOn: string | null;
}

/** A member sees the own company without the reasons that colleagues wrote for each other. */
export function companySeenBy(actor: Actor, company: CompanyDto): CompanyDto {
  return actor.onlyCompanyId ? { ...company, contactPolicyReason: null, sizeOverrideReason: null } : company;
}

/** The columns of {@link CompanyDto}, from `company c`. */
export const COMPANY_COLUMNS = `c.id, c.version, c.cvr_number AS "cvrNumber", c.name, c.other_names AS "otherNames",
  c.company_form_code AS "companyFormCode", c.sector, c.industry_code AS "industryCode",
  c.industry_system AS "industrySystem", c.employees, c.employee_interval AS "employeeInterval",
  c.employees_as_of AS "employeesAsOf", c.size_class AS "sizeClass", c.size_basis AS "sizeBasis",
  c.size_override_reason AS "sizeOverrideReason", c.has_hr_function AS "hasHrFunction",
  c.advertising_protected AS "advertisingProtected",
  c.advertising_protected_since AS "advertisingProtectedSince", c.contact_policy AS "contactPolicy",
  c.contact_policy_reason AS "contactPolicyReason", c.contact_policy_since AS "contactPolicySince", c.status, c.partner_kind AS "partnerKind", c.street,
  c.postal_code AS "postalCode", c.city, c.municipality_code AS "municipalityCode", c.district, c.phone, c.email,
  c.website, c.consultant_id AS "consultantId", c.founded_on AS "foundedOn", c.first_seen_on AS "firstSeenOn",
  c.last_contact_on AS "lastContactOn"`;
