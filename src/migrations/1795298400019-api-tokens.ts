import { ForwardOnly } from './forward-only.js';

export class ApiTokens1795298400019 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE api_token (
      id uuid PRIMARY KEY,
      token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
      user_id uuid NOT NULL REFERENCES app_user (id),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      permissions text[] NOT NULL CHECK (cardinality(permissions) > 0),
      created_at timestamptz NOT NULL,
      expires_on date NOT NULL,
      last_used_at timestamptz,
      revoked_at timestamptz
    )`,
    'CREATE INDEX api_token_user_idx ON api_token (user_id)',
  ];
}
