import { ForwardOnly } from './forward-only.js';

/** How long each kind of record is kept, and the runs that enforce it. */
export class Retention1795298400027 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE retention_rule (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL UNIQUE CHECK (kind ~ '^[a-z_]{1,40}$'),
      months integer NOT NULL CHECK (months BETWEEN 1 AND 600),
      enabled boolean NOT NULL DEFAULT false,
      updated_by uuid REFERENCES app_user (id)
    )`,
    `CREATE TABLE retention_run (
      id uuid PRIMARY KEY,
      rule_id uuid NOT NULL REFERENCES retention_rule (id),
      run_on date NOT NULL,
      state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
      processed integer NOT NULL DEFAULT 0,
      attempt integer NOT NULL DEFAULT 0,
      lease_token uuid,
      lease_until timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz,
      UNIQUE (rule_id, run_on),
      CONSTRAINT retention_run_finished_check CHECK ((state = 'running') = (finished_at IS NULL))
    )`,
    'CREATE INDEX retention_run_started_idx ON retention_run (started_at DESC, id DESC)',
    // The law names no number of months for contacts and notes, so these two wait for the municipality's decision.
    `INSERT INTO retention_rule (id, kind, months, enabled) VALUES
      (gen_random_uuid(), 'contact_left', 12, false),
      (gen_random_uuid(), 'contact_inactive', 36, false),
      (gen_random_uuid(), 'visit_note', 60, false),
      (gen_random_uuid(), 'import_failure', 24, true),
      (gen_random_uuid(), 'created_once', 24, true),
      (gen_random_uuid(), 'session', 1, true)`,
  ];
}
