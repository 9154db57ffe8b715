import { parseEmployeeInterval } from '../../kernel/employee-interval.js';
import { type Sector, sectorOf } from '../../kernel/sector.js';
import { type DecidedSizeClass, type SizeBasis, type SizeClass, sizeClassOf, type SizeThresholds } from '../../kernel/size-class.js';

export interface CompanyFacts {
  companyFormCode: number | null;
  employees: number | null;
  employeeInterval: string | null;
  sizeOverride: DecidedSizeClass | null;
  postalCode: string | null;
  city: string | null;
}

export interface DerivedFacts {
  sector: Sector | null;
  sizeClass: SizeClass;
  sizeBasis: SizeBasis | null;
  district: string | null;
}

/** What is never typed but always follows from the other fields, by hand or from the register alike. */
export function deriveFacts(facts: CompanyFacts, thresholds: SizeThresholds): DerivedFacts {
  const { sizeClass, sizeBasis } = sizeClassOf(
    {
      employees: facts.employees,
      employeeInterval: facts.employeeInterval,
      manual: facts.sizeOverride,
    },
    thresholds,
  );
  return {
    sector: sectorOf(facts.companyFormCode),
    sizeClass,
    sizeBasis,
    district: districtOf(facts.postalCode, facts.city),
  };
}

interface ContactFlags {
  contactPolicy?: unknown;
  advertisingProtected?: unknown;
}

/** The day from which each flag that is said holds. */
export function contactFlagDates({ contactPolicy, advertisingProtected }: ContactFlags, today: string) {
  return {
    ...(contactPolicy !== undefined && { contactPolicySince: today }),
    ...(advertisingProtected !== undefined && { advertisingProtectedSince: today }),
  };
}

/** The postal district as one word for lists and coverage, such as "8700 Horsens". */
export function districtOf(postalCode: string | null, city: string | null): string | null {
  return postalCode ? [postalCode, city].filter(Boolean).join(' ') : null;
}

/** True for a code of the register's list, such as ANTAL_10_19. */
export function isEmployeeInterval(code: string): boolean {
  return /^ANTAL_\d{1,7}_\d{0,7}$/.test(code) && parseEmployeeInterval(code) !== null;
}
