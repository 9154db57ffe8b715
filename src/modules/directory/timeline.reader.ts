import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListQuery } from '../../platform/http/list-query.js';
import { AuditReads } from '../audit/audit-reads.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { mayReadNote } from '../visits/visits.reader.js';
import type { TimelineEntry, TimelinePage } from './directory.dto.js';

/** A day without a time of its own is placed at noon in Copenhagen. */
const noon = (day: string) => `((${day} + time '12:00') AT TIME ZONE 'Europe/Copenhagen')`;

@Injectable()
export class TimelineReader {
  constructor(
    private readonly db: DataSource,
    private readonly companies: CompaniesReader,
    private readonly reads: AuditReads,
  ) {}

  /** Everything that happened with the company, the latest first; reading its notes is logged. */
  async read(actor: Actor, companyId: string, query: ListQuery): Promise<TimelinePage> {
    await this.companies.one(actor, companyId);
    const parameters = new Parameters();
    const company = parameters.add(companyId);
    const readable = mayReadNote(actor, parameters);
    const entries = `(
      SELECT v.id, 'visit' AS type, v.occurred_at AS at, v.kind AS code, CASE WHEN ${readable} THEN v.summary END AS text,
        v.outcome, NULL::integer AS quantity, u.name AS author
      FROM visit v JOIN app_user u ON u.id = v.author_id WHERE v.company_id = ${company}
      UNION ALL
      SELECT t.id, 'task', t.created_at, t.state, t.title, NULL, NULL, u.name
      FROM task t JOIN app_user u ON u.id = t.created_by WHERE t.company_id = ${company}
      UNION ALL
      SELECT n.id, 'need', n.created_at, n.state, n.text, NULL, NULL, u.name
      FROM need n JOIN app_user u ON u.id = n.created_by WHERE n.company_id = ${company}
      UNION ALL
      SELECT p.id, 'pledge', p.created_at, p.category, p.target_group, NULL, p.quantity, u.name
      FROM pledge p JOIN app_user u ON u.id = p.created_by WHERE p.company_id = ${company}
      UNION ALL
      SELECT f.id, 'fulfilment', ${noon('f.on_date')}, p.category, f.note, NULL, f.quantity, u.name
      FROM pledge_fulfilment f JOIN pledge p ON p.id = f.pledge_id JOIN app_user u ON u.id = f.created_by
      WHERE p.company_id = ${company}
      UNION ALL
      SELECT g.id, 'agreement', g.created_at, g.kind, g.title, NULL, NULL, u.name
      FROM agreement g JOIN agreement_party y ON y.agreement_id = g.id JOIN app_user u ON u.id = g.created_by
      WHERE y.company_id = ${company}
      UNION ALL
      SELECT x.id, 'activity', a.starts_at, a.kind, a.title, CASE WHEN x.attended THEN 'attended' ELSE x.answer END, NULL, u.name
      FROM activity_participation x JOIN activity a ON a.id = x.activity_id JOIN app_user u ON u.id = x.created_by
      WHERE x.company_id = ${company}) e`;
    const page = await keysetPage<TimelineEntry>(this.db, {
      columns: 'e.id, e.type, e.at, e.code, e.text, e.outcome, e.quantity, e.author AS "authorName"',
      from: entries,
      where: [],
      parameters,
      id: 'e.id',
      sort: { expression: 'e.at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    await this.recordNotes(actor, companyId, page.items);
    return page;
  }

  private async recordNotes(actor: Actor, companyId: string, entries: TimelineEntry[]): Promise<void> {
    const visitIds = entries.filter(({ type, text }) => type === 'visit' && text !== null).map(({ id }) => id);
    if (visitIds.length === 0) return;
    const contacts = await this.db.query<{ id: string }[]>(
      'SELECT DISTINCT contact_id AS id FROM visit_contact WHERE visit_id = ANY($1::uuid[])',
      [visitIds],
    );
    const contactIds = contacts.map(({ id }) => id);
    await this.reads.record(actor, {
      action: 'read', subjectType: 'Visit', companyId, purpose: 'company-timeline', contactIds,
    });
  }
}
