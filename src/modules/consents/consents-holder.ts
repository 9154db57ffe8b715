import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Person, type PersonHolder, PersonHolders } from '../contacts/person-holders.js';

/** The columns in which somebody may have written a person's name, with the most characters they hold. */
const FREE_TEXT = {
  consent: { wording: 2000, evidence: 2000, withdrawal_note: 2000 },
  contact_basis: { legal_text: 2000, decided_by: 200, note: 2000, end_note: 2000 },
} as const;

/** A contact's own consents, and what consents and bases of companies say about the person. */
@Injectable()
export class ConsentsHolder implements PersonHolder, OnModuleInit {
  readonly name = 'consents';

  constructor(private readonly holders: PersonHolders) {}

  onModuleInit(): void {
    this.holders.register(this);
  }

  async collect(tx: EntityManager, contactId: string): Promise<readonly object[]> {
    const own = await tx.query<object[]>(
      `SELECT channel, purpose, wording, given_by AS "givenBy", given_on AS "givenOn", evidence,
         withdrawn_at AS "withdrawnAt", withdrawal_note AS "withdrawalNote"
       FROM consent WHERE contact_id = $1 ORDER BY given_on, id`,
      [contactId],
    );
    const named = await tx.query<object[]>(
      `SELECT t.what, t.text FROM contact p CROSS JOIN (
         SELECT 'consent of a company' AS what, concat_ws(E'\\n', wording, evidence, withdrawal_note) AS text
         FROM consent WHERE company_id IS NOT NULL
         UNION ALL
         SELECT 'basis for contacting a company', concat_ws(E'\\n', legal_text, decided_by, note, end_note)
         FROM contact_basis
       ) t
       WHERE p.id = $1 AND EXISTS (
         SELECT 1 FROM unnest(ARRAY[p.name, p.email, p.phone]) w WHERE strpos(lower(t.text), lower(w)) > 0)
       ORDER BY t.what, t.text`,
      [contactId],
    );
    return [...own, ...named];
  }

  /** A consent of the person's own goes altogether; what belongs to a company stays, without the person. */
  async erase(tx: EntityManager, { contactId, writings }: Person): Promise<number> {
    const [, deleted] = await tx.query<[unknown, number]>('DELETE FROM consent WHERE contact_id = $1', [contactId]);
    let changed = deleted;
    if (writings.length === 0) return changed;
    const pattern = `(?<!\\w)(${writings.map(literal).join('|')})(?!\\w)`;
    for (const [table, columns] of Object.entries(FREE_TEXT)) {
      const names = Object.keys(columns);
      const cleaned = Object.entries(columns).map(
        ([name, most]) => `${name} = left(regexp_replace(${name}, $1, '[fjernet]', 'gi'), ${most})`,
      );
      const [, affected] = await tx.query<[unknown, number]>(
        `UPDATE ${table} SET ${cleaned.join(', ')}, version = version + 1
         WHERE concat_ws(' ', ${names.join(', ')}) ~* $1`,
        [pattern],
      );
      changed += affected;
    }
    return changed;
  }
}

/** As a regular expression that finds the text itself. */
function literal(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ]/gu, (character) => `\\${character}`);
}
