import { ForwardOnly } from './forward-only.js';

/** Links that let somebody choose a password once, and how often a link was asked for. */
export class OneTimeLinks1795298400021 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE one_time_link (
      id uuid PRIMARY KEY,
      token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
      kind text NOT NULL CHECK (kind IN ('invitation', 'reset', 'setup')),
      user_id uuid REFERENCES app_user (id),
      created_by uuid REFERENCES app_user (id),
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
      used_at timestamptz,
      CHECK ((kind = 'setup') = (user_id IS NULL))
    )`,
    `CREATE UNIQUE INDEX one_time_link_open_idx ON one_time_link (kind, user_id) NULLS NOT DISTINCT
     WHERE used_at IS NULL`,
    'CREATE INDEX one_time_link_user_idx ON one_time_link (user_id)',
    `CREATE TABLE link_request (
      key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
      requests integer NOT NULL CHECK (requests > 0),
      window_ends_at timestamptz NOT NULL
    )`,
  ];
}
