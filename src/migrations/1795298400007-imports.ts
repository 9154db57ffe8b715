import { ForwardOnly } from './forward-only.js';

export class Imports1795298400007 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE import_run (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      file_name text NOT NULL,
      format text NOT NULL CHECK (format IN ('cvr-json', 'cvr-ndjson', 'csv')),
      delimiter text CHECK (delimiter IN (';', ',', E'\\t')),
      mapping jsonb,
      unmapped_headings jsonb,
      state text NOT NULL DEFAULT 'receiving'
        CHECK (state IN ('receiving', 'uploaded', 'previewed', 'committing', 'committed', 'failed', 'reverted')),
      pass text NOT NULL DEFAULT 'companies' CHECK (pass IN ('companies', 'workplaces')),
      rows_read integer NOT NULL DEFAULT 0,
      workplace_rows integer NOT NULL DEFAULT 0,
      bytes_total bigint NOT NULL DEFAULT 0,
      created integer NOT NULL DEFAULT 0,
      changed integer NOT NULL DEFAULT 0,
      unchanged integer NOT NULL DEFAULT 0,
      failed integer NOT NULL DEFAULT 0,
      failure_reason jsonb,
      attempt integer NOT NULL DEFAULT 0,
      lease_token uuid,
      lease_until timestamptz,
      started_by uuid NOT NULL REFERENCES app_user (id),
      committed_by uuid REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz,
      CONSTRAINT import_run_csv_check CHECK ((format = 'csv') = (delimiter IS NOT NULL AND mapping IS NOT NULL)),
      CONSTRAINT import_run_reason_check CHECK ((state = 'failed') = (failure_reason IS NOT NULL))
    )`,
    'CREATE INDEX import_run_created_idx ON import_run (created_at DESC, id DESC)',
    `CREATE TABLE import_chunk (
      import_id uuid NOT NULL REFERENCES import_run (id),
      seq integer NOT NULL,
      data bytea NOT NULL,
      PRIMARY KEY (import_id, seq)
    )`,
    // The pieces are compressed already.
    'ALTER TABLE import_chunk ALTER COLUMN data SET STORAGE EXTERNAL',
    `CREATE TABLE import_failure (
      import_id uuid NOT NULL REFERENCES import_run (id),
      row_number integer NOT NULL,
      pass text NOT NULL,
      key text,
      field text NOT NULL,
      code text NOT NULL,
      detail_da text NOT NULL,
      detail_en text NOT NULL,
      PRIMARY KEY (import_id, row_number)
    )`,
  ];
}
