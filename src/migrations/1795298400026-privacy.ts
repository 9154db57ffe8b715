import { ForwardOnly } from './forward-only.js';

const SOURCES = "('company', 'contact', 'register', 'colleague', 'other')";

/** Notice given to contacts, requests of persons about their data, and erasures. */
export class Privacy1795298400026 extends ForwardOnly {
  protected readonly statements = [
    `ALTER TABLE contact
      ADD email_source text CHECK (email_source IN ${SOURCES}),
      ADD phone_source text CHECK (phone_source IN ${SOURCES}),
      ADD notice_given_on date,
      ADD notice_how text CHECK (notice_how IN ('meeting', 'phone', 'email', 'letter', 'other')),
      ADD erased_at timestamptz,
      ADD CONSTRAINT contact_notice_check CHECK ((notice_given_on IS NULL) = (notice_how IS NULL)),
      ADD CONSTRAINT contact_erased_check CHECK (erased_at IS NULL OR
        (name = '[slettet person]' AND num_nonnulls(email, phone, preferred_channel, notice_given_on) = 0))`,
    `CREATE TABLE privacy_request (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'objection')),
      contact_id uuid REFERENCES contact (id),
      note text CHECK (length(note) BETWEEN 1 AND 2000),
      received_on date NOT NULL,
      due_on date NOT NULL,
      extended_to date,
      extended_on date,
      extension_reason text CHECK (length(extension_reason) BETWEEN 1 AND 500),
      decision text CHECK (decision IN ('granted', 'refused', 'partly')),
      decided_on date,
      decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 2000),
      hold_basis text CHECK (length(hold_basis) BETWEEN 1 AND 500),
      hold_review_on date,
      created_by uuid NOT NULL REFERENCES app_user (id),
      decided_by uuid REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT privacy_request_due_check CHECK (due_on > received_on),
      CONSTRAINT privacy_request_extension_check
        CHECK (num_nonnulls(extended_to, extended_on, extension_reason) IN (0, 3)
        AND extended_to > due_on AND extended_on <= due_on),
      CONSTRAINT privacy_request_decided_check CHECK (num_nonnulls(decision, decided_on, decided_by) IN (0, 3)
        AND (decision IS NOT NULL OR num_nonnulls(decision_reason, hold_basis) = 0)),
      CONSTRAINT privacy_request_reason_check
        CHECK (decision IS NULL OR decision = 'granted' OR decision_reason IS NOT NULL),
      CONSTRAINT privacy_request_hold_check CHECK ((hold_basis IS NULL) = (hold_review_on IS NULL))
    )`,
    'CREATE INDEX privacy_request_due_idx ON privacy_request ((coalesce(extended_to, due_on)), id)',
    'CREATE INDEX privacy_request_contact_idx ON privacy_request (contact_id)',
    'CREATE INDEX privacy_request_creator_idx ON privacy_request (created_by)',
    // Holds no personal value, so that the list can be kept outside and replayed on a restored backup.
    `CREATE TABLE erasure (
      id uuid PRIMARY KEY,
      contact_id uuid NOT NULL UNIQUE REFERENCES contact (id),
      cause text NOT NULL CHECK (cause IN ('request', 'retention', 'replay')),
      request_id uuid REFERENCES privacy_request (id),
      reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
      company_ids uuid[] NOT NULL,
      changed jsonb NOT NULL,
      erased_by uuid REFERENCES app_user (id),
      erased_at timestamptz NOT NULL
    )`,
    'CREATE INDEX erasure_erased_idx ON erasure (erased_at, id)',
    'CREATE INDEX erasure_request_idx ON erasure (request_id) WHERE request_id IS NOT NULL',
    // The writings are those that the held record holds anyway; without them it could not be erased when lifted.
    `CREATE TABLE erasure_hold (
      erasure_id uuid NOT NULL REFERENCES erasure (id),
      record text NOT NULL CHECK (length(record) BETWEEN 1 AND 60),
      basis text NOT NULL CHECK (length(basis) BETWEEN 1 AND 500),
      review_on date NOT NULL,
      writings text[] NOT NULL,
      lifted_at timestamptz,
      PRIMARY KEY (erasure_id, record),
      CONSTRAINT erasure_hold_lifted_check CHECK (lifted_at IS NULL OR writings = '{}')
    )`,
    'CREATE INDEX erasure_hold_review_idx ON erasure_hold (review_on) WHERE lifted_at IS NULL',
  ];
}
