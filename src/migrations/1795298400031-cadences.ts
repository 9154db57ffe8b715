import { ForwardOnly } from './forward-only.js';

/** Ideal and maximum days; with an agreement or a pledge a third shorter. */
const DAYS = [
  ['large', 90, 180], ['medium', 120, 240], ['small', 180, 365], ['undetermined', 180, 365], ['unknown', 180, 365],
  ['partner', 180, 365],
] as const;
const ROWS = DAYS.flatMap(([segment, ideal, max]) => [
  `(gen_random_uuid(), '${segment}', false, ${ideal}, ${max})`,
  `(gen_random_uuid(), '${segment}', true, ${Math.floor((ideal * 2) / 3)}, ${Math.floor((max * 2) / 3)})`,
]);

export class Cadences1795298400031 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE cadence (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      segment text NOT NULL
        CHECK (segment IN ('large', 'medium', 'small', 'undetermined', 'unknown', 'partner')),
      engaged boolean NOT NULL,
      ideal_days integer NOT NULL CHECK (ideal_days > 0),
      max_days integer NOT NULL,
      UNIQUE (segment, engaged),
      CONSTRAINT cadence_days_check CHECK (max_days >= ideal_days)
    )`,
    `INSERT INTO cadence (id, segment, engaged, ideal_days, max_days) VALUES ${ROWS.join(', ')}`,
    `ALTER TABLE company
      ADD COLUMN next_contact_on date,
      ADD COLUMN contact_latest_on date,
      ADD COLUMN contact_paused_until date,
      ADD COLUMN contact_pause text CHECK (contact_pause IN ('snoozed', 'declined')),
      ADD COLUMN contact_pause_reason text,
      ADD COLUMN last_attempt_on date,
      ADD COLUMN last_attempt_by uuid REFERENCES app_user (id),
      ADD CONSTRAINT company_pause_check CHECK
        ((contact_paused_until IS NULL) = (contact_pause IS NULL)
         AND (contact_paused_until IS NULL) = (contact_pause_reason IS NULL)),
      ADD CONSTRAINT company_attempt_check CHECK ((last_attempt_on IS NULL) = (last_attempt_by IS NULL))`,
    'CREATE INDEX company_next_contact_idx ON company (next_contact_on, id) WHERE next_contact_on IS NOT NULL',
    'CREATE INDEX company_attempt_by_idx ON company (last_attempt_by)',
    `ALTER TABLE settings ADD COLUMN quarantine_days integer NOT NULL DEFAULT 14
      CHECK (quarantine_days BETWEEN 0 AND 365)`,
  ];
}
