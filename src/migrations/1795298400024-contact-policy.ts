import { ForwardOnly } from './forward-only.js';

/** How a workplace may be contacted, and since when a company or workplace is protected. */
export class ContactPolicy1795298400024 extends ForwardOnly {
  protected readonly statements = [
    'ALTER TABLE company ADD contact_policy_since date, ADD advertising_protected_since date',
    `ALTER TABLE workplace ADD contact_policy_since date, ADD advertising_protected_since date,
       ADD contact_policy text NOT NULL DEFAULT 'open'
         CHECK (contact_policy IN ('open', 'consent_only', 'do_not_contact')),
       ADD contact_policy_reason text`,
  ];
}
