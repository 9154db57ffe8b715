import { ForwardOnly } from './forward-only.js';

/** Sign-in through an identity provider: who is who there, and the sign-ins that are under way. */
export class Oidc1795298400020 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE oidc_identity (
      issuer text,
      subject text CHECK (length(subject) BETWEEN 1 AND 255),
      user_id uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL,
      PRIMARY KEY (issuer, subject),
      UNIQUE (issuer, user_id)
    )`,
    'CREATE INDEX oidc_identity_user_idx ON oidc_identity (user_id)',
    `CREATE TABLE oidc_flow (
      browser_hash bytea PRIMARY KEY CHECK (octet_length(browser_hash) = 32),
      state text NOT NULL,
      nonce text NOT NULL,
      code_verifier text NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    'CREATE INDEX oidc_flow_expires_idx ON oidc_flow (expires_at)',
  ];
}
