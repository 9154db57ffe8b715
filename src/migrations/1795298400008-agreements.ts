import { ForwardOnly } from './forward-only.js';

export class Agreements1795298400008 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE agreement (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL,
      title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
      company_id uuid NOT NULL REFERENCES company (id),
      we_do text,
      you_do text,
      together_do text,
      status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'terminated')),
      signed_on date,
      from_on date,
      to_on date,
      review_on date,
      notice_months integer CHECK (notice_months BETWEEN 0 AND 120),
      document_url text CHECK (document_url ~* '^https?://'),
      case_number text,
      terminated_on date,
      termination_reason text,
      renewed_from_id uuid UNIQUE REFERENCES agreement (id),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT agreement_period_check CHECK (to_on > from_on),
      CONSTRAINT agreement_started_check CHECK (status = 'draft' OR (from_on IS NOT NULL AND signed_on IS NOT NULL)),
      CONSTRAINT agreement_ended_check CHECK ((status = 'terminated') = (terminated_on IS NOT NULL)),
      CONSTRAINT agreement_reason_check CHECK ((terminated_on IS NULL) = (termination_reason IS NULL)),
      CONSTRAINT agreement_end_check CHECK (terminated_on >= from_on AND terminated_on <= coalesce(to_on, 'infinity')),
      CONSTRAINT agreement_renewal_check CHECK (renewed_from_id <> id)
    )`,
    'CREATE INDEX agreement_company_idx ON agreement (company_id)',
    `CREATE INDEX agreement_end_idx
      ON agreement ((coalesce(least(to_on, terminated_on), 'infinity'::date)), id)`,
    // Every party, the main one too.
    `CREATE TABLE agreement_party (
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      company_id uuid NOT NULL REFERENCES company (id),
      PRIMARY KEY (agreement_id, company_id)
    )`,
    'CREATE INDEX agreement_party_company_idx ON agreement_party (company_id)',
    `CREATE TABLE agreement_workplace (
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      workplace_id uuid NOT NULL REFERENCES workplace (id),
      PRIMARY KEY (agreement_id, workplace_id)
    )`,
    'CREATE INDEX agreement_workplace_workplace_idx ON agreement_workplace (workplace_id)',
    `CREATE TABLE agreement_contact (
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      contact_id uuid NOT NULL REFERENCES contact (id),
      PRIMARY KEY (agreement_id, contact_id)
    )`,
    'CREATE INDEX agreement_contact_contact_idx ON agreement_contact (contact_id)',
    `CREATE TABLE agreement_colleague (
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      user_id uuid NOT NULL REFERENCES app_user (id),
      PRIMARY KEY (agreement_id, user_id)
    )`,
    'CREATE INDEX agreement_colleague_user_idx ON agreement_colleague (user_id)',
    `INSERT INTO term (id, kind, code, name_da, name_en, valid_from, position)
     SELECT gen_random_uuid(), 'agreement_kind', code, name_da, name_en, DATE '2022-01-01', position
     FROM (VALUES
       (1, 'COOPERATION', 'Samarbejdsaftale', 'Cooperation agreement'),
       (2, 'WORK_PLACEMENT', 'Partnerskab om virksomhedspraktik', 'Partnership on work placements'),
       (3, 'COMPANY_CENTRE', 'Virksomhedscenter', 'Company centre'),
       (4, 'INDUSTRY', 'Brancheaftale', 'Industry agreement'),
       (5, 'ALLIANCE', 'Alliancen', 'The alliance')
     ) AS agreement_kind (position, code, name_da, name_en)`,
  ];
}
