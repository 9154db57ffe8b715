import type { EntityManager } from 'typeorm';
import { REMOVED_PERSON } from '../contacts/contact.dto.js';
import type { Person, PersonHolder } from '../contacts/person-holders.js';

/** The contact's own row, which stays as an anonymous one because visits and pledges count on it, and its roles. */
export class ContactHolder implements PersonHolder {
  readonly name = 'contact';

  async collect(tx: EntityManager, { contactId, writings }: Person): Promise<object[]> {
    const [contact] = await tx.query<object[]>(
      `SELECT p.name, p.email, p.phone, p.preferred_channel AS "preferredChannel", p.source,
         p.email_source AS "emailSource", p.phone_source AS "phoneSource",
         p.notice_given_on AS "noticeGivenOn", p.notice_how AS "noticeHow", p.created_at AS "createdAt",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('company', c.name, 'role', r.role, 'leftOn', r.left_on)
            ORDER BY c.name), '[]')
          FROM contact_role r JOIN company c ON c.id = r.company_id WHERE r.contact_id = p.id) AS companies
       FROM contact p WHERE p.id = $1`,
      [contactId],
    );
    return contact ? [{ ...contact, writings }] : [];
  }

  async erase(tx: EntityManager, { contactId }: Person): Promise<number> {
    await tx.query('DELETE FROM contact_role WHERE contact_id = $1', [contactId]);
    await tx.query(
      `UPDATE contact SET name = $2, email = NULL, phone = NULL, preferred_channel = NULL, source = 'other',
         email_source = NULL, phone_source = NULL, notice_given_on = NULL, notice_how = NULL,
         erased_at = coalesce(erased_at, now()), version = version + 1
       WHERE id = $1`,
      [contactId, REMOVED_PERSON],
    );
    return 1;
  }
}
