import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import type { Person } from '../contacts/person-holders.js';

interface Details {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
}

interface Earlier {
  companies: { companyId: string }[] | null;
  details: Details | null;
}

/** Finds everything that a contact was ever called, and where. */
@Injectable()
export class PersonFinder {
  /** Takes the contact for this transaction alone; throws 404 for one who is unknown or erased. */
  async find(tx: EntityManager, contactId: string): Promise<Person> {
    const [now] = await tx.query<Details[]>(
      'SELECT name, email, phone FROM contact WHERE id = $1 AND erased_at IS NULL FOR UPDATE',
      [contactId],
    );
    if (!now) throw notFound();
    const roles = await tx.query<{ companyId: string }[]>(
      'SELECT company_id AS "companyId" FROM contact_role WHERE contact_id = $1',
      [contactId],
    );
    const earlier = await this.earlier(tx, contactId);
    const details = [now, ...earlier.map((one) => one.details ?? {})];
    return personOf(
      contactId,
      [...roles, ...earlier.flatMap(({ companies }) => companies ?? [])].map(({ companyId }) => companyId),
      details.flatMap(({ name, email, phone }) => [name, email, phone]).filter((one) => typeof one === 'string'),
    );
  }

  /** Details and companies that were changed since, from the log of changes; the one place that reads them there. */
  private async earlier(tx: EntityManager, contactId: string): Promise<Earlier[]> {
    return await tx.query<Earlier[]>(
      `SELECT v.open -> 'companies' AS companies, v.personal AS details
       FROM audit_event a LEFT JOIN audit_personal x ON x.event_id = a.id
       CROSS JOIN LATERAL (VALUES (a.before, x.content -> 'before'), (a.after, x.content -> 'after')) v (open, personal)
       WHERE a.subject_type = 'Contact' AND a.subject_id = $1`,
      [contactId],
    );
  }
}

/** A person by what is left to search for. Full names, addresses and numbers are searched for everywhere near. */
export function personOf(contactId: string, companyIds: readonly string[], writings: readonly string[]): Person {
  const distinct = [...new Set(writings)].sort((a, b) => b.length - a.length);
  const names = distinct.filter((one) => !/[@+]/.test(one));
  return {
    contactId,
    companyIds: [...new Set(companyIds)],
    writings: distinct,
    nameWords: [...new Set(names.flatMap((name) => name.split(/[\s\-‐–]+/)))].filter((word) => word.length > 1),
  };
}
