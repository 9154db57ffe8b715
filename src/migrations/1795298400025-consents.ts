import { ForwardOnly } from './forward-only.js';

/** Consents, recorded bases for contacting a protected company, and what one may contact companies for. */
export class Consents1795298400025 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE consent (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid REFERENCES company (id),
      contact_id uuid REFERENCES contact (id),
      channel text NOT NULL CHECK (channel IN ('phone', 'email', 'sms', 'letter', 'visit', 'online')),
      purpose text NOT NULL,
      wording text NOT NULL CHECK (length(wording) BETWEEN 1 AND 2000),
      given_by text NOT NULL CHECK (given_by IN ('meeting', 'phone', 'form', 'email', 'letter', 'other')),
      given_on date NOT NULL,
      evidence text CHECK (length(evidence) BETWEEN 1 AND 2000),
      recorded_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      withdrawn_at timestamptz,
      withdrawn_by uuid REFERENCES app_user (id),
      withdrawal_note text CHECK (length(withdrawal_note) BETWEEN 1 AND 2000),
      CONSTRAINT consent_giver_check CHECK (num_nonnulls(company_id, contact_id) = 1),
      CONSTRAINT consent_withdrawn_check CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
      CONSTRAINT consent_withdrawal_check CHECK (withdrawal_note IS NULL OR withdrawn_at IS NOT NULL)
    )`,
    'CREATE INDEX consent_company_idx ON consent (company_id) WHERE company_id IS NOT NULL',
    'CREATE INDEX consent_contact_idx ON consent (contact_id) WHERE contact_id IS NOT NULL',
    `CREATE TABLE contact_basis (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      company_id uuid NOT NULL REFERENCES company (id),
      workplace_id uuid REFERENCES workplace (id),
      kind text NOT NULL CHECK (kind IN ('consent', 'inbound', 'agreement', 'legal')),
      valid_from date NOT NULL,
      valid_to date,
      legal_text text CHECK (length(legal_text) BETWEEN 1 AND 2000),
      decided_by text CHECK (length(decided_by) BETWEEN 1 AND 200),
      note text CHECK (length(note) BETWEEN 1 AND 2000),
      recorded_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz,
      ended_by uuid REFERENCES app_user (id),
      end_note text CHECK (length(end_note) BETWEEN 1 AND 2000),
      CONSTRAINT contact_basis_period_check CHECK (valid_to > valid_from),
      CONSTRAINT contact_basis_legal_check
        CHECK ((kind = 'legal') = (legal_text IS NOT NULL) AND (kind = 'legal') = (decided_by IS NOT NULL)),
      CONSTRAINT contact_basis_ended_check CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
      CONSTRAINT contact_basis_end_check CHECK (end_note IS NULL OR ended_at IS NOT NULL)
    )`,
    'CREATE INDEX contact_basis_company_idx ON contact_basis (company_id)',
    `INSERT INTO term (id, kind, code, name_da, name_en, description_da, description_en, valid_from, position)
     SELECT gen_random_uuid(), 'contact_purpose', code, name_da, name_en, text_da, text_en, DATE '2022-01-01', position
     FROM (VALUES
       (1, 'service', 'Besked om noget, der er i gang', 'Message about something under way',
         'En aftale, et løfte eller en sag, virksomheden selv er del af.',
         'An agreement, a pledge or a case that the company has part in.'),
       (2, 'cooperation', 'Samarbejde om socialt ansvar', 'Working together on social responsibility', NULL, NULL),
       (3, 'recruitment', 'Rekruttering', 'Recruitment', NULL, NULL),
       (4, 'event_invitation', 'Invitation til aktivitet', 'Invitation to an activity',
         'På mail og sms kun med samtykke (markedsføringsloven § 10).',
         'By e-mail and text message only with consent (Marketing Practices Act, section 10).'),
       (5, 'newsletter', 'Nyhedsbrev', 'Newsletter',
         'På mail og sms kun med samtykke (markedsføringsloven § 10).',
         'By e-mail and text message only with consent (Marketing Practices Act, section 10).')
     ) AS purpose (position, code, name_da, name_en, text_da, text_en)`,
  ];
}
