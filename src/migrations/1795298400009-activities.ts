import { ForwardOnly } from './forward-only.js';

/** Activities and the companies at them. */
export class Activities1795298400009 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE activity (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL,
      theme text NOT NULL CHECK (theme IN ('prevention', 'network', 'schemes')),
      title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
      description text CHECK (length(description) BETWEEN 1 AND 4000),
      starts_at timestamptz NOT NULL,
      starts_on date NOT NULL,
      ends_at timestamptz NOT NULL,
      place text CHECK (length(place) BETWEEN 1 AND 300),
      capacity integer CHECK (capacity > 0),
      owner_id uuid NOT NULL REFERENCES app_user (id),
      shared_with_members boolean NOT NULL DEFAULT false,
      state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'cancelled')),
      cancelled_reason text CHECK (length(cancelled_reason) BETWEEN 1 AND 500),
      evaluation_text text CHECK (length(evaluation_text) BETWEEN 1 AND 4000),
      evaluation_score integer CHECK (evaluation_score BETWEEN 1 AND 5),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT activity_period_check CHECK (ends_at > starts_at),
      CONSTRAINT activity_day_check CHECK (starts_on = (starts_at AT TIME ZONE 'Europe/Copenhagen')::date),
      CONSTRAINT activity_cancel_check CHECK ((state = 'cancelled') = (cancelled_reason IS NOT NULL)),
      CONSTRAINT activity_evaluation_check CHECK ((evaluation_text IS NULL) = (evaluation_score IS NULL)),
      CONSTRAINT activity_evaluated_check CHECK (evaluation_score IS NULL OR state = 'held')
    )`,
    'CREATE INDEX activity_start_idx ON activity (starts_at, id)',
    'CREATE INDEX activity_owner_idx ON activity (owner_id)',
    `CREATE TABLE activity_participation (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      activity_id uuid NOT NULL REFERENCES activity (id),
      company_id uuid NOT NULL REFERENCES company (id),
      contact_id uuid REFERENCES contact (id),
      seats integer NOT NULL DEFAULT 1 CHECK (seats > 0),
      invited_at timestamptz NOT NULL,
      answer text NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'accepted', 'declined')),
      answered_at timestamptz,
      attended boolean,
      attendees integer CHECK (attendees > 0),
      note text CHECK (length(note) BETWEEN 1 AND 1000),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (activity_id, company_id),
      CONSTRAINT activity_participation_answered_check CHECK ((answer = 'none') = (answered_at IS NULL)),
      CONSTRAINT activity_participation_attendance_check CHECK ((attended IS TRUE) = (attendees IS NOT NULL))
    )`,
    'CREATE INDEX activity_participation_company_idx ON activity_participation (company_id)',
    `CREATE INDEX activity_participation_contact_idx ON activity_participation (contact_id)
     WHERE contact_id IS NOT NULL`,
    `INSERT INTO term (id, kind, code, name_da, name_en, valid_from, position)
     SELECT gen_random_uuid(), 'activity_kind', code, name_da, name_en, DATE '2022-01-01', position
     FROM (VALUES
       (1, 'INSPIRATION', 'Inspirationsmøde', 'Inspiration meeting'),
       (2, 'NETWORK', 'Netværksmøde', 'Network meeting'),
       (3, 'JOB_FAIR', 'Jobmesse', 'Job fair'),
       (4, 'COMPANY_TOUR', 'Virksomhedsbesøg for virksomheder', 'Company visit for companies'),
       (5, 'CSR_RELAY', 'CSR-stafet', 'CSR relay'),
       (6, 'LABEL_CEREMONY', 'Mærkeoverrækkelse', 'Label ceremony'),
       (7, 'KNOWLEDGE', 'Vidensmøde', 'Knowledge meeting')
     ) AS kind (position, code, name_da, name_en)`,
  ];
}
