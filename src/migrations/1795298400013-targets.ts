import { ForwardOnly } from './forward-only.js';

/** Companies' own yearly targets with their parts and progress, and the eight-point benchmark sheet. */
export class Targets1795298400013 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE target (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
      category text NOT NULL,
      quantity integer NOT NULL CHECK (quantity > 0),
      unit text NOT NULL CHECK (unit IN ('places', 'persons', 'hours_per_week', 'events', 'yes_no')),
      note text,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (company_id, year, category),
      CONSTRAINT target_yes_no_check CHECK (unit <> 'yes_no' OR quantity = 1)
    )`,
    'CREATE INDEX target_year_idx ON target (year DESC, id DESC)',
    `CREATE TABLE target_part (
      target_id uuid NOT NULL REFERENCES target (id),
      workplace_id uuid NOT NULL REFERENCES workplace (id),
      quantity integer NOT NULL CHECK (quantity >= 0),
      PRIMARY KEY (target_id, workplace_id)
    )`,
    'CREATE INDEX target_part_workplace_idx ON target_part (workplace_id)',
    `CREATE TABLE target_progress (
      id uuid PRIMARY KEY,
      target_id uuid NOT NULL REFERENCES target (id),
      workplace_id uuid REFERENCES workplace (id),
      quantity integer NOT NULL CHECK (quantity >= 0),
      on_date date NOT NULL,
      note text,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX target_progress_target_idx ON target_progress (target_id, on_date)',
    'CREATE INDEX target_progress_workplace_idx ON target_progress (workplace_id) WHERE workplace_id IS NOT NULL',
    `CREATE TABLE benchmark_sheet (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
      employees_in_denmark integer CHECK (employees_in_denmark >= 0),
      sick_leave_percent numeric(4, 1) CHECK (sick_leave_percent BETWEEN 0 AND 100),
      flex_jobs integer CHECK (flex_jobs >= 0),
      wage_subsidy_started integer CHECK (wage_subsidy_started >= 0),
      wage_subsidy_hired integer CHECK (wage_subsidy_hired >= 0),
      unpaid_placements integer CHECK (unpaid_placements >= 0),
      unpaid_placements_hired integer CHECK (unpaid_placements_hired >= 0),
      apprentices integer CHECK (apprentices >= 0),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (company_id, year),
      CONSTRAINT benchmark_sheet_subsidy_check CHECK (wage_subsidy_hired <= wage_subsidy_started),
      CONSTRAINT benchmark_sheet_placement_check CHECK (unpaid_placements_hired <= unpaid_placements)
    )`,
    'CREATE INDEX benchmark_sheet_year_idx ON benchmark_sheet (year DESC, id DESC)',
  ];
}
