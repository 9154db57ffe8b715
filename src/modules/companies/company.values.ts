export const COMPANY_STATUSES = ['active', 'closing', 'ceased', 'merged'] as const;
export type CompanyStatus = (typeof COMPANY_STATUSES)[number];

export const PARTNER_KINDS = [
  'employer', 'educational_institution', 'union', 'other_provider', 'other_municipality', 'other_partner',
] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const CONTACT_POLICIES = ['open', 'consent_only', 'do_not_contact'] as const;
export type ContactPolicy = (typeof CONTACT_POLICIES)[number];

export const HR_FUNCTIONS = ['yes', 'no', 'unknown'] as const;
export type HrFunction = (typeof HR_FUNCTIONS)[number];

export const INDUSTRY_SYSTEMS = ['DB07', 'DB25'] as const;
export type IndustrySystem = (typeof INDUSTRY_SYSTEMS)[number];
