import { ForwardOnly } from './forward-only.js';

const RULES = [
  ['task-due', 'before', 1], ['task-due', 'at', 0], ['task-due', 'after', 3],
  ['agreement-review', 'before', 30],
  ['agreement-expiry', 'before', 90], ['agreement-expiry', 'before', 30],
  ['pledge-ending', 'before', 30],
  ['pledge-behind', 'at', 0],
  ['activity-coming', 'before', 7], ['activity-coming', 'before', 1],
  ['activity-follow-up', 'after', 14],
  ['label-expiring', 'before', 60],
].map(([kind, moment, days]) => `(gen_random_uuid(), '${kind}', '${moment}', ${days})`);

/** When to remind of what, recurring tasks, and playbooks that start by themselves. */
export class ReminderRules1795298400032 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE reminder_rule (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL,
      moment text NOT NULL CHECK (moment IN ('before', 'at', 'after')),
      offset_days integer NOT NULL,
      enabled boolean NOT NULL DEFAULT true,
      CONSTRAINT reminder_rule_offset_check
        CHECK (offset_days BETWEEN 0 AND 365 AND (moment = 'at') = (offset_days = 0))
    )`,
    `INSERT INTO reminder_rule (id, kind, moment, offset_days) VALUES ${RULES.join(', ')}`,
    `CREATE TABLE task_series (
      id uuid PRIMARY KEY,
      title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
      assignee_id uuid NOT NULL REFERENCES app_user (id),
      company_id uuid REFERENCES company (id),
      subject_type text CHECK (subject_type IN ('visit', 'pledge', 'need', 'contact')),
      subject_id uuid,
      start_on date NOT NULL,
      every integer NOT NULL CHECK (every BETWEEN 1 AND 365),
      unit text NOT NULL CHECK (unit IN ('day', 'week', 'month')),
      until_on date,
      count integer CHECK (count BETWEEN 1 AND 1000),
      ended_at timestamptz,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT task_series_subject_check CHECK ((subject_type IS NULL) = (subject_id IS NULL)),
      CONSTRAINT task_series_end_check CHECK (until_on IS NULL OR count IS NULL)
    )`,
    'CREATE INDEX task_series_company_idx ON task_series (company_id)',
    'CREATE INDEX task_series_assignee_idx ON task_series (assignee_id)',
    `ALTER TABLE task
      ADD COLUMN series_id uuid REFERENCES task_series (id),
      ADD COLUMN series_position integer,
      ADD CONSTRAINT task_series_check CHECK ((series_id IS NULL) = (series_position IS NULL) AND series_position >= 0)`,
    "CREATE UNIQUE INDEX task_series_open_idx ON task (series_id) WHERE state = 'open'",
    'CREATE INDEX task_series_idx ON task (series_id) WHERE series_id IS NOT NULL',
    'CREATE INDEX agreement_to_idx ON agreement (to_on) WHERE to_on IS NOT NULL',
    'ALTER TABLE playbook ADD COLUMN starts_by_itself boolean NOT NULL DEFAULT false',
    `ALTER TABLE playbook_start ADD COLUMN cause_id uuid,
      ADD UNIQUE (playbook_id, cause_id)`,
  ];
}
