import { ForwardOnly } from './forward-only.js';

const INDUSTRY = `
      industry_code text CHECK (industry_code ~ '^[0-9]{6}$'),
      industry_system text CHECK (industry_system IN ('DB07', 'DB25'))`;

const EMPLOYMENT = `
      employees integer CHECK (employees >= 0),
      employee_interval text CHECK (employee_interval ~ '^ANTAL_[0-9]{1,7}_[0-9]{0,7}$'),
      employees_as_of date,
      employees_min integer
        GENERATED ALWAYS AS (coalesce(employees, split_part(employee_interval, '_', 2)::integer)) STORED`;

const ADDRESS = `
      street text,
      postal_code text CHECK (postal_code ~ '^[0-9]{4}$'),
      city text,
      municipality_code text CHECK (municipality_code ~ '^[0-9]{4}$'),
      district text`;

const MONTH = `
      month date NOT NULL CHECK (extract(day FROM month) = 1),
      employees integer CHECK (employees >= 0),
      employee_interval text,
      full_time_equivalents numeric(9, 2) CHECK (full_time_equivalents >= 0)`;

export class Companies1795298400005 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE company (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      cvr_number text UNIQUE CHECK (cvr_number ~ '^[0-9]{8}$'),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
      other_names text,
      company_form_code integer CHECK (company_form_code BETWEEN 1 AND 999),
      sector text CHECK (sector IN ('public', 'private', 'third')),
      ${INDUSTRY},
      ${EMPLOYMENT},
      size_class text NOT NULL DEFAULT 'unknown'
        CHECK (size_class IN ('small', 'medium', 'large', 'undetermined', 'unknown')),
      size_basis text CHECK (size_basis IN ('exact', 'interval', 'manual')),
      size_override text CHECK (size_override IN ('small', 'medium', 'large')),
      size_override_reason text,
      has_hr_function text NOT NULL DEFAULT 'unknown' CHECK (has_hr_function IN ('yes', 'no', 'unknown')),
      advertising_protected boolean NOT NULL DEFAULT false,
      contact_policy text NOT NULL DEFAULT 'open' CHECK (contact_policy IN ('open', 'consent_only', 'do_not_contact')),
      contact_policy_reason text,
      status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closing', 'ceased', 'merged')),
      partner_kind text NOT NULL DEFAULT 'employer' CHECK (partner_kind IN ('employer', 'educational_institution',
        'union', 'other_provider', 'other_municipality', 'other_partner')),
      ${ADDRESS},
      phone text,
      email text,
      website text,
      consultant_id uuid REFERENCES app_user (id),
      founded_on date,
      first_seen_on date NOT NULL,
      register_updated_at timestamptz,
      last_contact_on date,
      last_outcome text CHECK (last_outcome IN ('agreed', 'interested', 'no_need', 'declined', 'no_answer')),
      pledge_periods datemultirange NOT NULL DEFAULT '{}',
      agreement_periods datemultirange NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now(),
      search_text text
        GENERATED ALWAYS AS (search_text(name || ' ' || coalesce(other_names, ''))) STORED,
      CONSTRAINT company_size_reason_check CHECK ((size_override IS NULL) = (size_override_reason IS NULL)),
      CONSTRAINT company_industry_pair_check CHECK ((industry_code IS NULL) = (industry_system IS NULL))
    )`,
    'CREATE INDEX company_search_idx ON company USING gin (search_text gin_trgm_ops)',
    'CREATE INDEX company_name_idx ON company (name COLLATE "da-x-icu", id)',
    'CREATE INDEX company_consultant_idx ON company (consultant_id)',
    'CREATE INDEX company_municipality_idx ON company (municipality_code)',
    'CREATE INDEX company_last_contact_idx ON company (last_contact_on)',
    `CREATE TABLE workplace (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      p_number text UNIQUE CHECK (p_number ~ '^1[0-9]{9}$'),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
      ${INDUSTRY},
      ${EMPLOYMENT},
      ${ADDRESS},
      advertising_protected boolean NOT NULL DEFAULT false,
      ceased_on date,
      register_updated_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      search_text text GENERATED ALWAYS AS (search_text(name)) STORED
    )`,
    'CREATE INDEX workplace_company_idx ON workplace (company_id)',
    'CREATE INDEX workplace_municipality_idx ON workplace (municipality_code, company_id)',
    'CREATE INDEX workplace_search_idx ON workplace USING gin (search_text gin_trgm_ops)',
    `CREATE TABLE company_employment (
      company_id uuid NOT NULL REFERENCES company (id),
      ${MONTH},
      PRIMARY KEY (company_id, month)
    )`,
    `CREATE TABLE workplace_employment (
      workplace_id uuid NOT NULL REFERENCES workplace (id),
      ${MONTH},
      PRIMARY KEY (workplace_id, month)
    )`,
    'ALTER TABLE app_user ADD CONSTRAINT app_user_company_id_fkey FOREIGN KEY (company_id) REFERENCES company (id)',
  ];
}
