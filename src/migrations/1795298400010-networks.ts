import { ForwardOnly } from './forward-only.js';

/** Networks, who belongs to them, their meetings, and the introductions made. */
export class Networks1795298400010 extends ForwardOnly {
  protected readonly statements = [
    'CREATE EXTENSION IF NOT EXISTS btree_gist',
    `INSERT INTO term (id, kind, code, name_da, name_en, valid_from, position)
     SELECT gen_random_uuid(), 'network_kind', code, name_da, name_en, DATE '2022-01-01', position
     FROM (VALUES
       (1, 'INDUSTRY', 'Branchenetværk', 'Industry network'),
       (2, 'LOCAL', 'Lokalt netværk', 'Local network'),
       (3, 'HR', 'HR-netværk', 'HR network'),
       (4, 'EDUCATION', 'Uddannelsesnetværk', 'Education network')
     ) AS network_kind (position, code, name_da, name_en)`,
    `CREATE TABLE network (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
      purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 1000),
      kind text NOT NULL,
      owner_id uuid NOT NULL REFERENCES app_user (id),
      ended_on date,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX network_owner_idx ON network (owner_id)',
    'CREATE INDEX network_creator_idx ON network (created_by)',
    `CREATE TABLE network_membership (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      network_id uuid NOT NULL REFERENCES network (id),
      company_id uuid NOT NULL REFERENCES company (id),
      joined_on date NOT NULL,
      left_on date,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT network_membership_period_check CHECK (left_on > joined_on),
      CONSTRAINT network_membership_once_excl EXCLUDE USING gist
        (network_id WITH =, company_id WITH =, daterange(joined_on, left_on) WITH &&)
    )`,
    'CREATE INDEX network_membership_company_idx ON network_membership (company_id)',
    'CREATE INDEX network_membership_creator_idx ON network_membership (created_by)',
    `CREATE TABLE network_meeting (
      id uuid PRIMARY KEY,
      network_id uuid NOT NULL REFERENCES network (id),
      held_on date NOT NULL,
      title text CHECK (length(title) BETWEEN 1 AND 200),
      note text CHECK (length(note) BETWEEN 1 AND 4000),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX network_meeting_network_idx ON network_meeting (network_id, held_on DESC)',
    'CREATE INDEX network_meeting_creator_idx ON network_meeting (created_by)',
    `CREATE TABLE network_meeting_participant (
      meeting_id uuid NOT NULL REFERENCES network_meeting (id),
      company_id uuid NOT NULL REFERENCES company (id),
      PRIMARY KEY (meeting_id, company_id)
    )`,
    'CREATE INDEX network_meeting_participant_company_idx ON network_meeting_participant (company_id)',
    `CREATE TABLE introduction (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      from_company_id uuid REFERENCES company (id),
      company_id uuid NOT NULL REFERENCES company (id),
      network_id uuid REFERENCES network (id),
      other_company_id uuid REFERENCES company (id),
      made_on date NOT NULL,
      made_by_id uuid NOT NULL REFERENCES app_user (id),
      note text CHECK (length(note) BETWEEN 1 AND 2000),
      outcome text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'met', 'agreement', 'nothing')),
      outcome_on date CHECK (outcome_on >= made_on),
      outcome_note text CHECK (length(outcome_note) BETWEEN 1 AND 2000),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT introduction_target_check CHECK (num_nonnulls(network_id, other_company_id) = 1),
      CONSTRAINT introduction_apart_check
        CHECK (other_company_id <> company_id AND from_company_id <> company_id
          AND from_company_id <> other_company_id),
      CONSTRAINT introduction_result_check
        CHECK ((outcome = 'open') = (outcome_on IS NULL) AND (outcome <> 'open' OR outcome_note IS NULL))
    )`,
    'CREATE INDEX introduction_from_company_idx ON introduction (from_company_id) WHERE from_company_id IS NOT NULL',
    'CREATE INDEX introduction_company_idx ON introduction (company_id)',
    'CREATE INDEX introduction_network_idx ON introduction (network_id) WHERE network_id IS NOT NULL',
    'CREATE INDEX introduction_other_company_idx ON introduction (other_company_id) WHERE other_company_id IS NOT NULL',
    'CREATE INDEX introduction_made_by_idx ON introduction (made_by_id)',
    'CREATE INDEX introduction_made_on_idx ON introduction (made_on DESC, id DESC)',
    'CREATE INDEX introduction_creator_idx ON introduction (created_by)',
  ];
}
