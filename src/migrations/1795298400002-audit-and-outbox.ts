import { ForwardOnly } from './forward-only.js';

export class AuditAndOutbox1795298400002 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE audit_event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      actor_id uuid,
      action text NOT NULL,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      company_id uuid,
      before jsonb,
      after jsonb,
      personal jsonb
    )`,
    'CREATE INDEX audit_event_subject_idx ON audit_event (subject_type, subject_id)',
    'CREATE INDEX audit_event_company_idx ON audit_event (company_id)',
    `CREATE TABLE outbox_event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      type text NOT NULL,
      subject_id uuid NOT NULL,
      company_id uuid,
      data jsonb NOT NULL DEFAULT '{}'
    )`,
  ];
}
