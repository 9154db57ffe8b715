import { ForwardOnly } from './forward-only.js';

/** The secret address of each colleague's calendar; a user has one at most. */
export class Calendar1795298400034 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE calendar_feed (
      user_id uuid PRIMARY KEY REFERENCES app_user (id),
      token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
      created_at timestamptz NOT NULL,
      last_used_at timestamptz
    )`,
  ];
}
