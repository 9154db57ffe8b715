import { ForwardOnly } from './forward-only.js';

/** Labels as terms, the rounds in which companies apply, and their applications. */
export class Labels1795298400012 extends ForwardOnly {
  protected readonly statements = [
    `INSERT INTO term (id, kind, code, name_da, name_en, valid_from, position)
     SELECT gen_random_uuid(), 'label', code, name_da, name_en, DATE '2015-01-01', position
     FROM (VALUES
       (1, 'CSRPEOPLE', 'CSRpeople-mærket', 'CSRpeople label'),
       (2, 'ALLIANCE', 'ALLIANCE-mærket', 'ALLIANCE label')
     ) AS label (position, code, name_da, name_en)`,
    `CREATE TABLE label_round (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL,
      year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
      opens_on date NOT NULL,
      closes_on date NOT NULL,
      criteria jsonb NOT NULL CHECK (jsonb_array_length(criteria) > 0),
      needed integer NOT NULL CHECK (needed > 0),
      valid_months integer NOT NULL CHECK (valid_months BETWEEN 1 AND 120),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (kind, year),
      CONSTRAINT label_round_window_check CHECK (closes_on > opens_on),
      CONSTRAINT label_round_enough_check CHECK (needed <= jsonb_array_length(criteria))
    )`,
    `CREATE TABLE label_application (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      round_id uuid NOT NULL REFERENCES label_round (id),
      answers jsonb NOT NULL CHECK (jsonb_array_length(answers) > 0),
      met_keys text[],
      state text NOT NULL DEFAULT 'applied'
        CHECK (state IN ('applied', 'assessed', 'awarded', 'declined', 'withdrawn')),
      applied_on date NOT NULL,
      awarded_on date,
      valid_to date,
      closed_on date,
      closed_reason text,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (company_id, round_id),
      CONSTRAINT label_application_assessed_check
        CHECK (state IN ('applied', 'withdrawn') OR met_keys IS NOT NULL),
      CONSTRAINT label_application_awarded_check
        CHECK ((state = 'awarded') = (awarded_on IS NOT NULL) AND (awarded_on IS NULL) = (valid_to IS NULL)),
      CONSTRAINT label_application_valid_check CHECK (valid_to > awarded_on),
      CONSTRAINT label_application_closed_check CHECK ((state IN ('declined', 'withdrawn')) = (closed_on IS NOT NULL)
        AND (closed_on IS NULL) = (closed_reason IS NULL))
    )`,
    'CREATE INDEX label_application_round_idx ON label_application (round_id)',
    'CREATE INDEX label_application_applied_idx ON label_application (applied_on DESC, id DESC)',
    'CREATE INDEX label_application_expiry_idx ON label_application (valid_to, id) WHERE valid_to IS NOT NULL',
  ];
}
