import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListTargetsQuery, TargetDto, TargetPage, TargetPartDto } from './target.dto.js';
import { reachedOf, unassignedOf } from './target.rules.js';

const COLUMNS = `t.id, t.version, t.company_id AS "companyId", c.name AS "companyName", t.year, t.category, t.quantity,
  t.unit, t.note,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('workplaceId', p.workplace_id, 'workplaceName', w.name,
     'quantity', p.quantity) ORDER BY w.name COLLATE "da-x-icu", w.id), '[]')
   FROM target_part p JOIN workplace w ON w.id = p.workplace_id WHERE p.target_id = t.id) AS parts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'workplaceId', g.workplace_id, 'quantity', g.quantity,
     'on', g.on_date, 'note', g.note) ORDER BY g.on_date, g.created_at, g.id), '[]')
   FROM target_progress g WHERE g.target_id = t.id) AS progress`;
const FROM = 'target t JOIN company c ON c.id = t.company_id';

type TargetRow = Omit<TargetDto, 'parts' | 'unassigned' | 'reached'> & { parts: Omit<TargetPartDto, 'reached'>[] };

@Injectable()
export class TargetsReader {
  constructor(private readonly db: DataSource) {}

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<TargetDto> {
    const [row] = await db.query<TargetRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $1 AND ($2::uuid IS NULL OR t.company_id = $2)`,
      [id, actor.onlyCompanyId],
    );
    if (!row) throw notFound();
    return withReached(row);
  }

  /** The latest year first. */
  async list(actor: Actor, query: ListTargetsQuery): Promise<TargetPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (actor.onlyCompanyId) where.push(`t.company_id = ${parameters.add(actor.onlyCompanyId)}`);
    if (query.companyId) where.push(`t.company_id = ${parameters.add(query.companyId)}`);
    if (query.year) where.push(`t.year = ${parameters.add(query.year)}`);
    if (query.category) where.push(`t.category = ${parameters.add(query.category)}`);
    const page = await keysetPage<TargetRow>(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 't.id',
      sort: { expression: 't.year', type: 'bigint', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map(withReached) };
  }
}

function withReached(row: TargetRow): TargetDto {
  const { unit, quantity, progress } = row;
  const parts = row.parts.map((part) => {
    const own = progress.filter(({ workplaceId }) => workplaceId === part.workplaceId);
    return { ...part, reached: reachedOf(unit, own) };
  });
  return { ...row, parts, unassigned: unassignedOf(quantity, parts), reached: reachedOf(unit, progress) };
}
