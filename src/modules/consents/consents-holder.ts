import type { EntityManager } from 'typeorm';
import type { Person, PersonHolder } from '../contacts/person-holders.js';

/** A contact's own consents, which are the person's altogether and go with the person. */
export class ConsentsHolder implements PersonHolder {
  readonly name = 'consents';

  async collect(tx: EntityManager, { contactId }: Person): Promise<object[]> {
    return await tx.query<object[]>(
      `SELECT channel, purpose, wording, given_by AS "givenBy", given_on AS "givenOn", evidence,
         withdrawn_at AS "withdrawnAt", withdrawal_note AS "withdrawalNote"
       FROM consent WHERE contact_id = $1 ORDER BY given_on, id`,
      [contactId],
    );
  }

  async erase(tx: EntityManager, { contactId }: Person): Promise<number> {
    const [, deleted] = await tx.query<[unknown, number]>('DELETE FROM consent WHERE contact_id = $1', [contactId]);
    return deleted;
  }
}
