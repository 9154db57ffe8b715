import { ForwardOnly } from './forward-only.js';

export class Reminders1795298400030 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE reminder (
      id uuid PRIMARY KEY,
      dedupe_key text NOT NULL UNIQUE,
      kind text NOT NULL,
      subject_id uuid NOT NULL,
      occurrence text NOT NULL,
      channel text NOT NULL CHECK (channel IN ('in_app', 'email')),
      recipient_type text NOT NULL CHECK (recipient_type IN ('user', 'contact')),
      recipient_id uuid NOT NULL,
      company_id uuid,
      due_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'scheduled' CHECK (state IN
        ('scheduled', 'queued', 'sending', 'sent', 'unknown', 'failed', 'blocked', 'cancelled')),
      reason text,
      epoch integer NOT NULL DEFAULT 0,
      attempt integer NOT NULL DEFAULT 0,
      queued_at timestamptz,
      lease_token uuid,
      lease_until timestamptz,
      message_id text UNIQUE,
      digest_id uuid,
      sent_at timestamptz,
      last_error text,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT reminder_lease_check CHECK (state <> 'sending' OR (lease_token IS NOT NULL AND lease_until IS NOT NULL)),
      CONSTRAINT reminder_sent_check CHECK ((state = 'sent') = (sent_at IS NOT NULL))
    )`,
    `CREATE INDEX reminder_coming_idx ON reminder (channel, due_at)
      WHERE state IN ('scheduled', 'queued', 'sending', 'unknown')`,
    'CREATE INDEX reminder_subject_idx ON reminder (subject_id, kind)',
    'CREATE INDEX reminder_digest_idx ON reminder (digest_id) WHERE digest_id IS NOT NULL',
    'CREATE INDEX reminder_state_idx ON reminder (state, due_at DESC)',
    `CREATE TABLE notification (
      id uuid PRIMARY KEY,
      reminder_id uuid NOT NULL UNIQUE REFERENCES reminder (id),
      user_id uuid NOT NULL REFERENCES app_user (id),
      kind text NOT NULL,
      title jsonb NOT NULL,
      body jsonb NOT NULL,
      link text NOT NULL,
      created_at timestamptz NOT NULL,
      read_at timestamptz
    )`,
    'CREATE INDEX notification_user_idx ON notification (user_id, created_at DESC)',
    'CREATE INDEX notification_unread_idx ON notification (user_id) WHERE read_at IS NULL',
    `CREATE TABLE preference (
      id uuid PRIMARY KEY REFERENCES app_user (id),
      version integer NOT NULL DEFAULT 1,
      language text NOT NULL DEFAULT 'da' CHECK (language IN ('da', 'en')),
      digest_hour integer NOT NULL DEFAULT 7 CHECK (digest_hour BETWEEN 0 AND 23),
      quiet_from integer NOT NULL DEFAULT 18 CHECK (quiet_from BETWEEN 0 AND 23),
      quiet_to integer NOT NULL DEFAULT 7 CHECK (quiet_to BETWEEN 0 AND 23),
      quiet_weekends boolean NOT NULL DEFAULT true
    )`,
    `CREATE TABLE preference_kind (
      user_id uuid NOT NULL REFERENCES app_user (id),
      kind text NOT NULL,
      in_app boolean NOT NULL,
      email text NOT NULL CHECK (email IN ('single', 'digest', 'off')),
      PRIMARY KEY (user_id, kind)
    )`,
  ];
}
