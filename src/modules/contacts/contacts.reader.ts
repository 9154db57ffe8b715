import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { containsFolded } from '../../platform/database/folded-search.js';
import type { ContactDto, ContactPage, ListContactsQuery } from './contact.dto.js';

/** A month later is the same day of the next month, or that month's last. */
const NOTICE_DUE_ON = `CASE WHEN p.notice_given_on IS NULL THEN
    ((p.created_at AT TIME ZONE 'Europe/Copenhagen')::date
      + CASE WHEN p.source = 'contact' THEN interval '0' ELSE interval '1 month' END)::date END`;

const COLUMNS = `p.id, p.version, p.name, p.email, p.phone, p.preferred_channel AS "preferredChannel", p.source,
  p.email_source AS "emailSource", p.phone_source AS "phoneSource",
  p.notice_given_on AS "noticeGivenOn", p.notice_how AS "noticeHow", ${NOTICE_DUE_ON} AS "noticeDueOn",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('companyId', r.company_id, 'role', r.role, 'leftOn', r.left_on)
     ORDER BY r.company_id), '[]') FROM contact_role r WHERE r.contact_id = p.id) AS companies`;

@Injectable()
export class ContactsReader {
  constructor(private readonly db: DataSource) {}

  async one(id: string, db: Queryable = this.db): Promise<ContactDto> {
    const sql = `SELECT ${COLUMNS} FROM contact p WHERE p.id = $1 AND p.erased_at IS NULL`;
    const [contact] = await db.query<ContactDto[]>(sql, [id]);
    if (!contact) throw notFound();
    return contact;
  }

  /** By name; those who left stay in the list, marked by `leftOn`. */
  async list(query: ListContactsQuery): Promise<ContactPage> {
    const parameters = new Parameters();
    const where = ['p.erased_at IS NULL'];
    if (query.companyId) {
      const company = parameters.add(query.companyId);
      where.push(`EXISTS (SELECT 1 FROM contact_role r WHERE r.contact_id = p.id AND r.company_id = ${company})`);
    }
    if (query.q) where.push(containsFolded('p.search_text', query.q, parameters));
    if (query.noticeMissing !== undefined) {
      where.push(`p.notice_given_on IS ${query.noticeMissing ? 'NULL' : 'NOT NULL'}`);
    }
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'contact p',
      where,
      parameters,
      id: 'p.id',
      sort: { expression: 'p.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  /** Throws 422 at `<pointer>/<index>` for the first of `ids` that is not a contact of the company. */
  async requireAtCompany(db: Queryable, ids: readonly string[], companyId: string, pointer: string): Promise<void> {
    const known = await db.query<{ id: string }[]>(
      'SELECT contact_id AS id FROM contact_role WHERE company_id = $1 AND contact_id = ANY($2::uuid[])',
      [companyId, ids],
    );
    const missing = ids.findIndex((id) => !known.some((one) => one.id === id.toLowerCase()));
    if (missing === -1) return;
    throw invalid(
      field(
        `${pointer}/${missing}`,
        'contact-unknown',
        'Er ikke kontaktperson i virksomheden.',
        'Is not a contact at the company.',
      ),
    );
  }
}
