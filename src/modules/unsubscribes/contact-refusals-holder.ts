import type { EntityManager } from 'typeorm';
import type { Person, PersonHolder } from '../contacts/person-holders.js';

/** A contact's own refusals, which go with the person. */
export class ContactRefusalsHolder implements PersonHolder {
  readonly name = 'contact-refusals';

  async collect(tx: EntityManager, { contactId }: Person): Promise<object[]> {
    return await tx.query<object[]>(
      `SELECT channel, purpose, refused_on AS "refusedOn" FROM contact_refusal WHERE contact_id = $1
       ORDER BY refused_on, id`,
      [contactId],
    );
  }

  async erase(tx: EntityManager, { contactId }: Person): Promise<number> {
    const sql = 'DELETE FROM contact_refusal WHERE contact_id = $1';
    const [, deleted] = await tx.query<[unknown, number]>(sql, [contactId]);
    return deleted;
  }
}
