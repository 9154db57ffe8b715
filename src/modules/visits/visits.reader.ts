import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListVisitsQuery, VisitDto, VisitPage } from './visit.dto.js';

const FROM = 'visit v JOIN company c ON c.id = v.company_id JOIN app_user u ON u.id = v.author_id';

const ids = (column: string, from: string) =>
  `(SELECT coalesce(jsonb_agg(${column} ORDER BY ${column}), '[]') FROM ${from})`;

/** Whether the actor may read the note of a visit `v` by the author `u`: an SQL condition. */
export function mayReadNote(actor: Actor, parameters: Parameters): string {
  if (actor.viewedBy) return '(NOT v.restricted)';
  const open = `(NOT v.restricted OR v.author_id = ${parameters.add(actor.userId)})`;
  if (actor.role !== 'manager' || actor.teamId === null) return open;
  return `(${open} OR u.team_id = ${parameters.add(actor.teamId)})`;
}

function withinScope({ onlyCompanyId }: Actor, parameters: Parameters): string[] {
  return onlyCompanyId ? [`v.company_id = ${parameters.add(onlyCompanyId)}`] : [];
}

function columns(actor: Actor, parameters: Parameters): string {
  const readable = mayReadNote(actor, parameters);
  return `v.id, v.version, v.company_id AS "companyId", c.name AS "companyName", v.workplace_id AS "workplaceId",
    v.kind, v.occurred_at AS "occurredAt", v.occurred_on AS "occurredOn",
    CASE WHEN ${readable} THEN v.summary END AS summary, CASE WHEN ${readable} THEN v.offers END AS offers,
    CASE WHEN ${readable} THEN v.asks END AS asks,
    v.outcome, v.restricted, v.counts_as_contact AS "countsAsContact", v.author_id AS "authorId",
    u.name AS "authorName", v.created_at AS "createdAt",
    ${ids('x.contact_id', 'visit_contact x WHERE x.visit_id = v.id')} AS "contactIds",
    ${ids('x.user_id', 'visit_colleague x WHERE x.visit_id = v.id')} AS "colleagueIds",
    ${ids('x.id', 'need x WHERE x.visit_id = v.id')} AS "needIds",
    ${ids('x.id', "task x WHERE x.subject_type = 'visit' AND x.subject_id = v.id")} AS "taskIds",
    ${ids('x.id', 'pledge_fulfilment x WHERE x.visit_id = v.id')} AS "fulfilmentIds",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'text', a.text, 'authorId', a.author_id,
       'createdAt', to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       ORDER BY a.created_at), '[]')
     FROM visit_amendment a WHERE a.visit_id = v.id AND ${readable}) AS amendments`;
}

@Injectable()
export class VisitsReader {
  constructor(private readonly db: DataSource) {}

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<VisitDto> {
    const parameters = new Parameters();
    const where = [`v.id = ${parameters.add(id)}`, ...withinScope(actor, parameters)];
    const sql = `SELECT ${columns(actor, parameters)} FROM ${FROM} WHERE ${where.join(' AND ')}`;
    const [visit] = await db.query<VisitDto[]>(sql, parameters.values);
    if (!visit) throw notFound();
    return visit;
  }

  /** How many restricted notes the actor may read, and how many not. */
  async restricted(actor: Actor): Promise<{ readable: number; hidden: number }> {
    const parameters = new Parameters();
    const readable = mayReadNote(actor, parameters);
    const where = ['v.restricted', ...withinScope(actor, parameters)].join(' AND ');
    const [counts] = await this.db.query<{ readable: number; hidden: number }[]>(
      `SELECT count(*) FILTER (WHERE ${readable}) AS readable, count(*) FILTER (WHERE NOT ${readable}) AS hidden
       FROM ${FROM} WHERE ${where}`,
      parameters.values,
    );
    return counts ?? { readable: 0, hidden: 0 };
  }

  /** The latest first. */
  async list(actor: Actor, query: ListVisitsQuery): Promise<VisitPage> {
    const parameters = new Parameters();
    const where = withinScope(actor, parameters);
    if (query.companyId) where.push(`v.company_id = ${parameters.add(query.companyId)}`);
    if (query.authorId) where.push(`v.author_id = ${parameters.add(query.authorId)}`);
    if (query.kind) where.push(`v.kind = ${parameters.add(query.kind)}`);
    if (query.outcome) where.push(`v.outcome = ${parameters.add(query.outcome)}`);
    if (query.from) where.push(`v.occurred_on >= ${parameters.add(query.from)}`);
    if (query.to) where.push(`v.occurred_on < ${parameters.add(query.to)}`);
    if (query.contactId) {
      const contact = parameters.add(query.contactId);
      where.push(`EXISTS (SELECT 1 FROM visit_contact x WHERE x.visit_id = v.id AND x.contact_id = ${contact})`);
    }
    return await keysetPage(this.db, {
      columns: columns(actor, parameters),
      from: FROM,
      where,
      parameters,
      id: 'v.id',
      sort: { expression: 'v.occurred_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
