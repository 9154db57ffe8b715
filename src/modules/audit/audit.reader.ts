import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage, type SortKey } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { AuditReads } from './audit-reads.js';
import { type AuditPurpose, personLogCsv, purposeText } from './audit-words.js';
import type { AuditPage, ListAuditQuery, PersonLogEntry, PersonLogPage, PersonLogQuery } from './audit.dto.js';

const NEWEST_FIRST: SortKey = { expression: 'a.id', type: 'bigint', descending: true };
/** The number of an event is unique by itself, so what breaks ties may be anything. */
const NO_TIES = "'00000000-0000-0000-0000-000000000000'::uuid";
/** Their text may be restricted, and is read where it stands, by who may read it there. */
const NOTES = ['Visit', 'VisitAmendment'];
/** More look-ups than anybody has been the object of. */
const WHOLE_LOG = 100_000;

type Act = Omit<PersonLogEntry, 'purposeDa' | 'purposeEn'> & { purpose: AuditPurpose | null };

/** Shows the log; looking at it is itself written to the log. */
@Injectable()
export class AuditReader {
  constructor(
    private readonly db: DataSource,
    private readonly reads: AuditReads,
  ) {}

  async list(actor: Actor, query: ListAuditQuery): Promise<AuditPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.subjectType) where.push(`a.subject_type = ${parameters.add(query.subjectType)}`);
    if (query.subjectId) where.push(`a.subject_id = ${parameters.add(query.subjectId)}`);
    if (query.companyId) where.push(`a.company_id = ${parameters.add(query.companyId)}`);
    if (query.contactId) where.push(`a.contact_ids @> ARRAY[${parameters.add(query.contactId)}::uuid]`);
    if (query.actorId) where.push(`a.actor_id = ${parameters.add(query.actorId)}`);
    if (query.action) where.push(`a.action = ${parameters.add(query.action)}`);
    if (query.kind) where.push(`a.kind = ${parameters.add(query.kind === 'reads' ? 'read' : 'change')}`);
    if (query.from) where.push(`a.at >= ${startOf(parameters.add(query.from))}`);
    if (query.to) where.push(`a.at < ${startOf(parameters.add(query.to))}`);
    const page: AuditPage = await keysetPage(this.db, {
      columns: `a.id::text AS id, a.kind, a.at, a.actor_id AS "actorId", a.action, a.subject_type AS "subjectType",
        a.subject_id AS "subjectId", a.company_id AS "companyId", a.purpose, to_jsonb(a.contact_ids) AS "contactIds",
        a.before, a.after, CASE WHEN NOT a.subject_type = ANY(${parameters.add(NOTES)}) THEN p.content END AS personal`,
      from: 'audit_event a LEFT JOIN audit_personal p ON p.event_id = a.id',
      where,
      parameters,
      id: NO_TIES,
      sort: NEWEST_FIRST,
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    const shown = page.items.filter(({ personal }) => personal !== null);
    await this.reads.record(actor, {
      action: 'read', subjectType: 'AuditEvent', purpose: 'audit', companyId: query.companyId ?? null,
      contactIds: shown.flatMap(({ contactIds }) => contactIds),
    });
    return page;
  }

  /**
   * When somebody looked at a contact or changed something about it, and why; who it was only on demand, and for
   * administrators. 404 when nothing is logged about the id.
   */
  async aboutPerson(actor: Actor, contactId: string, query: PersonLogQuery): Promise<PersonLogPage> {
    if (query.withActors && actor.role !== 'administrator') throw problemOfStatus(403);
    const parameters = new Parameters();
    const contact = parameters.add(contactId);
    const page = await keysetPage<Act>(this.db, {
      columns: `a.at, a.action, a.subject_type AS "subjectType", a.purpose
        ${query.withActors ? ', a.actor_id AS "actorId"' : ''}`,
      from: 'audit_event a',
      where: [`a.contact_ids @> ARRAY[${contact}::uuid]`],
      parameters,
      id: NO_TIES,
      sort: NEWEST_FIRST,
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    if (page.items.length === 0 && !query.cursor) throw notFound();
    await this.reads.record(actor, {
      action: query.format === 'csv' ? 'export' : 'read', subjectType: 'AuditEvent', purpose: 'access-request',
      contactIds: [contactId],
    });
    const items = page.items.map((act) => {
      const { da, en } = purposeText(act.purpose);
      return { ...act, purposeDa: da, purposeEn: en };
    });
    return { ...page, items };
  }

  /** The whole of {@link aboutPerson} as a file to hand out. */
  async personCsv(actor: Actor, contactId: string, { withActors = false }: PersonLogQuery): Promise<string> {
    const { items } = await this.aboutPerson(actor, contactId, { withActors, format: 'csv', limit: WHOLE_LOG });
    return personLogCsv(items, withActors);
  }
}

function startOf(day: string): string {
  return `(${day}::date::timestamp AT TIME ZONE 'Europe/Copenhagen')`;
}
