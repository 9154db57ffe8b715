import { ForwardOnly } from './forward-only.js';

/** Contacts, tasks, needs, pledges and visits. */
export class DailyWork1795298400006 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE contact (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      email text,
      phone text,
      preferred_channel text CHECK (preferred_channel IN ('phone', 'email', 'visit', 'online')),
      source text NOT NULL CHECK (source IN ('company', 'contact', 'register', 'colleague', 'other')),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      search_text text GENERATED ALWAYS AS (search_text(name)) STORED
    )`,
    'CREATE INDEX contact_search_idx ON contact USING gin (search_text gin_trgm_ops)',
    `CREATE TABLE contact_role (
      contact_id uuid NOT NULL REFERENCES contact (id),
      company_id uuid NOT NULL REFERENCES company (id),
      role text NOT NULL
        CHECK (role IN ('owner', 'manager', 'hr', 'union_rep', 'employee_rep', 'foreman', 'mentor', 'other')),
      left_on date,
      PRIMARY KEY (contact_id, company_id)
    )`,
    'CREATE INDEX contact_role_company_idx ON contact_role (company_id)',
    `CREATE TABLE task (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
      due_on date NOT NULL,
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
      assignee_id uuid NOT NULL REFERENCES app_user (id),
      company_id uuid REFERENCES company (id),
      subject_type text CHECK (subject_type IN ('visit', 'pledge', 'need', 'contact')),
      subject_id uuid,
      snoozed_from date,
      snooze_reason text,
      closed_at timestamptz,
      closed_by uuid REFERENCES app_user (id),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT task_closed_check CHECK ((state = 'open') = (closed_at IS NULL)),
      CONSTRAINT task_subject_check CHECK ((subject_type IS NULL) = (subject_id IS NULL)),
      CONSTRAINT task_snooze_check CHECK ((snoozed_from IS NULL) = (snooze_reason IS NULL))
    )`,
    'CREATE INDEX task_company_idx ON task (company_id)',
    'CREATE INDEX task_subject_idx ON task (subject_id) WHERE subject_id IS NOT NULL',
    'CREATE INDEX task_assignee_idx ON task (assignee_id, due_on, id) WHERE state = \'open\'',
    `CREATE TABLE visit (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      workplace_id uuid REFERENCES workplace (id),
      kind text NOT NULL CHECK (kind IN ('visit', 'phone', 'email', 'online', 'event')),
      occurred_at timestamptz NOT NULL,
      occurred_on date NOT NULL,
      summary text NOT NULL CHECK (length(summary) BETWEEN 1 AND 10000),
      outcome text CHECK (outcome IN ('agreed', 'interested', 'no_need', 'declined', 'no_answer')),
      offers text,
      restricted boolean NOT NULL DEFAULT false,
      counts_as_contact boolean NOT NULL,
      author_id uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX visit_company_idx ON visit (company_id, occurred_on DESC)',
    'CREATE INDEX visit_author_idx ON visit (author_id, occurred_at DESC)',
    'CREATE INDEX visit_occurred_idx ON visit (occurred_at DESC, id DESC)',
    `CREATE TABLE visit_contact (
      visit_id uuid NOT NULL REFERENCES visit (id),
      contact_id uuid NOT NULL REFERENCES contact (id),
      PRIMARY KEY (visit_id, contact_id)
    )`,
    'CREATE INDEX visit_contact_contact_idx ON visit_contact (contact_id)',
    `CREATE TABLE visit_colleague (
      visit_id uuid NOT NULL REFERENCES visit (id),
      user_id uuid NOT NULL REFERENCES app_user (id),
      PRIMARY KEY (visit_id, user_id)
    )`,
    `CREATE TABLE visit_amendment (
      id uuid PRIMARY KEY,
      visit_id uuid NOT NULL REFERENCES visit (id),
      text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
      author_id uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX visit_amendment_visit_idx ON visit_amendment (visit_id)',
    `CREATE TABLE need (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      visit_id uuid REFERENCES visit (id),
      direction text NOT NULL CHECK (direction IN ('recruit', 'retain', 'upskill')),
      horizon text NOT NULL CHECK (horizon IN ('short', 'long')),
      text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'dropped')),
      answer text,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX need_company_idx ON need (company_id)',
    'CREATE INDEX need_visit_idx ON need (visit_id) WHERE visit_id IS NOT NULL',
    `CREATE TABLE pledge (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      category text NOT NULL,
      direction text NOT NULL CHECK (direction IN ('INCLUDE_NEW', 'RETAIN_OWN')),
      quantity integer NOT NULL CHECK (quantity > 0),
      unit text NOT NULL CHECK (unit IN ('places', 'persons', 'hours_per_week', 'events', 'yes_no')),
      from_on date NOT NULL,
      to_on date NOT NULL,
      target_group text,
      in_return text,
      contact_id uuid REFERENCES contact (id),
      public_ok boolean NOT NULL DEFAULT false,
      withdrawn_on date,
      withdrawn_reason text,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT pledge_period_check CHECK (to_on > from_on),
      CONSTRAINT pledge_yes_no_check CHECK (unit <> 'yes_no' OR quantity = 1),
      CONSTRAINT pledge_withdrawn_check CHECK ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))
    )`,
    'CREATE INDEX pledge_company_idx ON pledge (company_id)',
    `CREATE TABLE pledge_fulfilment (
      id uuid PRIMARY KEY,
      pledge_id uuid NOT NULL REFERENCES pledge (id),
      visit_id uuid REFERENCES visit (id),
      quantity integer NOT NULL CHECK (quantity > 0),
      on_date date NOT NULL,
      note text,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX pledge_fulfilment_pledge_idx ON pledge_fulfilment (pledge_id, on_date)',
    'CREATE INDEX pledge_fulfilment_visit_idx ON pledge_fulfilment (visit_id) WHERE visit_id IS NOT NULL',
  ];
}
