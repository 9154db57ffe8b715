import { ForwardOnly } from './forward-only.js';

export class Auth1795298400004 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE team (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100)
    )`,
    `CREATE TABLE app_user (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      email text NOT NULL UNIQUE CHECK (email = lower(email)),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      role text NOT NULL
        CHECK (role IN ('consultant', 'secretariat', 'member', 'manager', 'administrator', 'reader')),
      team_id uuid REFERENCES team (id),
      company_id uuid,
      password_hash text,
      demo boolean NOT NULL DEFAULT false,
      disabled_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT app_user_member_company_check CHECK (company_id IS NULL OR role = 'member')
    )`,
    'CREATE INDEX app_user_team_idx ON app_user (team_id)',
    `CREATE TABLE session (
      token_hash bytea PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    'CREATE INDEX session_user_idx ON session (user_id)',
  ];
}
