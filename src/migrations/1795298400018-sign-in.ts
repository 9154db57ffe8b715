import { ForwardOnly } from './forward-only.js';

/** Sessions that a user can see and end, limits on guessing, the second factor. */
export class SignIn1795298400018 extends ForwardOnly {
  protected readonly statements = [
    `ALTER TABLE app_user
      ADD session_generation integer NOT NULL DEFAULT 0,
      ADD second_factor_since timestamptz,
      ADD short_password boolean NOT NULL DEFAULT false,
      ADD CONSTRAINT app_user_short_password_check CHECK (NOT short_password OR second_factor_since IS NOT NULL)`,
    `ALTER TABLE session
      ADD id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
      ADD generation integer NOT NULL DEFAULT 0,
      ADD address text CHECK (length(address) <= 50),
      ADD agent text CHECK (length(agent) <= 100)`,
    'ALTER TABLE session ALTER id DROP DEFAULT',
    'CREATE INDEX session_expires_idx ON session (expires_at)',
    `CREATE TABLE guess_count (
      key bytea PRIMARY KEY CHECK (length(key) = 32),
      guessed_at timestamptz[] NOT NULL
    )`,
    `CREATE TABLE sign_in_address (
      user_id uuid NOT NULL REFERENCES app_user (id),
      address text NOT NULL CHECK (length(address) <= 50),
      last_used_at timestamptz NOT NULL,
      PRIMARY KEY (user_id, address)
    )`,
    'CREATE INDEX sign_in_address_used_idx ON sign_in_address (last_used_at)',
    `CREATE TABLE second_factor (
      user_id uuid PRIMARY KEY REFERENCES app_user (id),
      secret bytea NOT NULL,
      created_at timestamptz NOT NULL,
      confirmed_at timestamptz,
      last_used_step integer NOT NULL DEFAULT 0
    )`,
    `CREATE TABLE recovery_code (
      user_id uuid NOT NULL REFERENCES app_user (id),
      code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
      PRIMARY KEY (user_id, code_hash)
    )`,
  ];
}
