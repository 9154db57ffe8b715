import { ForwardOnly } from './forward-only.js';

/** What contacts said no to themselves, such as by the link in a mail. */
export class ContactRefusals1795298400035 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE contact_refusal (
      id uuid PRIMARY KEY,
      contact_id uuid NOT NULL REFERENCES contact (id),
      channel text NOT NULL CHECK (channel IN ('phone', 'email', 'sms', 'letter', 'visit', 'online')),
      purpose text NOT NULL,
      refused_on date NOT NULL,
      UNIQUE (contact_id, channel, purpose)
    )`,
  ];
}
