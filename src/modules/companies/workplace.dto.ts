import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { EMPLOYEE_INTERVALS } from '../../kernel/employee-interval.js';
import { Keepable, LocalDate, PNumber, Text } from '../../platform/http/fields.js';
import { CONTACT_POLICIES, type ContactPolicy, INDUSTRY_SYSTEMS, type IndustrySystem } from './company.values.js';
import { ApiProperty } from '@nestjs/swagger';

class WorkplaceFields {
  /** In any writing; locked once set. */
  @IsOptional()
  @PNumber()
  pNumber?: string | null;

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

  @IsOptional()
  @IsIn(EMPLOYEE_INTERVALS)
  employeeInterval?: string | null;

  @IsOptional()
  @LocalDate()
  employeesAsOf?: string | null;

  @IsOptional()
  @Text(200)
  street?: string | null;

  @IsOptional()
  @Matches(/^\d{4}$/)
  postalCode?: string | null;

  @IsOptional()
  @Text(100)
  city?: string | null;

  @IsOptional()
  @Matches(/^\d{4}$/)
  municipalityCode?: string | null;

  @Keepable()
  @IsBoolean()
  advertisingProtected?: boolean;

  /** Counts beside the company's own; the stricter one decides. */
  @Keepable()
  @IsIn(CONTACT_POLICIES)
  contactPolicy?: ContactPolicy;

  @IsOptional()
  @Text(500)
  contactPolicyReason?: string | null;

  /** Day the workplace was closed. */
  @IsOptional()
  @LocalDate()
  ceasedOn?: string | null;
}

export class CreateWorkplaceDto extends WorkplaceFields {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(300)
  name: string;
}

export class UpdateWorkplaceDto extends WorkplaceFields {
  @Keepable()
  @Text(300)
  name?: string;
}

export class WorkplaceDto {
  id: string;
  version: number;
  companyId: string;
  pNumber: string | null;
  name: string;
  industryCode: string | null;
  @ApiProperty({ enum: INDUSTRY_SYSTEMS, nullable: true })
  industrySystem: IndustrySystem | null;
  employees: number | null;
  employeeInterval: string | null;
  employeesAsOf: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  municipalityCode: string | null;
  district: string | null;
  advertisingProtected: boolean;
  /** The day from which the register or a colleague has said so; null: nobody has yet. */
  advertisingProtectedSince: string | null;
  @ApiProperty({ enum: CONTACT_POLICIES })
  contactPolicy: ContactPolicy;
  contactPolicyReason: string | null;
  /** The day from which a colleague has said so; null: nobody has yet. */
  contactPolicySince: string | null;
  ceasedOn: string | null;
}

export class WorkplacePage {
  items: WorkplaceDto[];
  nextCursor: string | null;
  count?: number;
}

/** The columns of {@link WorkplaceDto}, from `workplace w`. */
export const WORKPLACE_COLUMNS = `w.id, w.version, w.company_id AS "companyId", w.p_number AS "pNumber", w.name,
  w.industry_code AS "industryCode", w.industry_system AS "industrySystem", w.employees,
  w.employee_interval AS "employeeInterval", w.employees_as_of AS "employeesAsOf", w.street,
  w.postal_code AS "postalCode", w.city, w.municipality_code AS "municipalityCode", w.district,
  w.advertising_protected AS "advertisingProtected",
  w.advertising_protected_since AS "advertisingProtectedSince", w.contact_policy AS "contactPolicy",
  w.contact_policy_reason AS "contactPolicyReason", w.contact_policy_since AS "contactPolicySince", w.ceased_on AS "ceasedOn"`;
