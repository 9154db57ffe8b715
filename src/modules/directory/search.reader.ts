import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parseCvrNumber } from '../../kernel/cvr-number.js';
import { parsePNumber } from '../../kernel/p-number.js';
import { parsePhoneNumber } from '../../kernel/phone-number.js';
import { containsFolded } from '../../platform/database/folded-search.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditReads } from '../audit/audit-reads.js';
import type { SearchHit, SearchResult } from './directory.dto.js';

const HITS_PER_TYPE = 8;

@Injectable()
export class SearchReader {
  constructor(
    private readonly db: DataSource,
    private readonly reads: AuditReads,
  ) {}

  /** The first hits of each type; a number finds exactly, a name by its parts. Logged when it shows people. */
  async search(actor: Actor, typed: string): Promise<SearchResult> {
    const hits = await Promise.all([
      this.companies(actor, typed),
      this.workplaces(actor, typed),
      actor.permissions.has('contacts:read') ? this.contacts(typed) : [],
    ]);
    const contactIds = (hits[2] ?? []).map(({ id }) => id);
    if (contactIds.length > 0) {
      const criteria = { q: typed };
      await this.reads.record(actor, {
        action: 'search', subjectType: 'Contact', purpose: 'search', contactIds, criteria,
      });
    }
    return { items: hits.flat() };
  }

  private async companies(actor: Actor, typed: string): Promise<SearchHit[]> {
    const parameters = new Parameters();
    const scope = inScope('c.id', actor, parameters);
    const cvrNumber = parseCvrNumber(typed);
    const phone = parsePhoneNumber(typed);
    const condition = cvrNumber
      ? `(c.cvr_number = ${parameters.add(cvrNumber)} OR c.phone = ${parameters.add(phone)})`
      : phone
        ? `c.phone = ${parameters.add(phone)}`
        : containsFolded('c.search_text', typed, parameters);
    return await this.db.query<SearchHit[]>(
      `SELECT 'company' AS type, c.id, c.name AS title, concat_ws(' · ', 'CVR ' || c.cvr_number, c.district) AS subtitle,
         c.id AS "companyId"
       FROM company c WHERE ${scope} AND ${condition} ORDER BY ${nearest('c', typed, parameters)} LIMIT ${HITS_PER_TYPE}`,
      parameters.values,
    );
  }

  private async workplaces(actor: Actor, typed: string): Promise<SearchHit[]> {
    const parameters = new Parameters();
    const scope = inScope('w.company_id', actor, parameters);
    const pNumber = parsePNumber(typed);
    const condition = pNumber
      ? `w.p_number = ${parameters.add(pNumber)}`
      : containsFolded('w.search_text', typed, parameters);
    return await this.db.query<SearchHit[]>(
      `SELECT 'workplace' AS type, w.id, w.name AS title, concat_ws(' · ', 'P ' || w.p_number, w.district) AS subtitle,
         w.company_id AS "companyId"
       FROM workplace w WHERE ${scope} AND ${condition} ORDER BY ${nearest('w', typed, parameters)} LIMIT ${HITS_PER_TYPE}`,
      parameters.values,
    );
  }

  private async contacts(typed: string): Promise<SearchHit[]> {
    const parameters = new Parameters();
    const phone = parsePhoneNumber(typed);
    const condition = phone
      ? `p.phone = ${parameters.add(phone)}`
      : containsFolded('p.search_text', typed, parameters);
    return await this.db.query<SearchHit[]>(
      `SELECT 'contact' AS type, p.id, p.name AS title, coalesce(string_agg(c.name, ', ' ORDER BY c.name), '') AS subtitle,
         (array_agg(c.id ORDER BY c.name))[1] AS "companyId"
       FROM contact p LEFT JOIN contact_role r ON r.contact_id = p.id LEFT JOIN company c ON c.id = r.company_id
       WHERE ${condition} AND p.erased_at IS NULL
       GROUP BY p.id ORDER BY ${nearest('p', typed, parameters)} LIMIT ${HITS_PER_TYPE}`,
      parameters.values,
    );
  }
}

/** Names that begin with what was typed come first, then the shortest. */
function nearest(alias: string, typed: string, parameters: Parameters): string {
  const start = parameters.add(typed.trim().replace(/[\\%_]/g, '\\$&'));
  return `(${alias}.search_text LIKE fold_text(${start}) || '%') DESC, length(${alias}.name), ${alias}.id`;
}

function inScope(column: string, actor: Actor, parameters: Parameters): string {
  return actor.onlyCompanyId ? `${column} = ${parameters.add(actor.onlyCompanyId)}` : 'true';
}
