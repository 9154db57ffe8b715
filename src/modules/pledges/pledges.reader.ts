import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListPledgesQuery, PledgeDto, PledgePage } from './pledge.dto.js';
import { fulfilledOf, pledgeState } from './pledge.rules.js';

const COLUMNS = `p.id, p.version, p.company_id AS "companyId", c.name AS "companyName", p.category, p.direction,
  p.quantity, p.unit, p.from_on AS "from", p.to_on AS "to", p.target_group AS "targetGroup",
  p.in_return AS "inReturn", p.contact_id AS "contactId", p.public_ok AS "publicOk",
  p.withdrawn_on AS "withdrawnOn", p.withdrawn_reason AS "withdrawnReason",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'quantity', f.quantity, 'on', f.on_date, 'note', f.note,
     'visitId', f.visit_id) ORDER BY f.on_date, f.created_at, f.id), '[]')
   FROM pledge_fulfilment f WHERE f.pledge_id = p.id) AS fulfilments`;
const FROM = 'pledge p JOIN company c ON c.id = p.company_id';

type PledgeRow = Omit<PledgeDto, 'fulfilled' | 'state'>;

@Injectable()
export class PledgesReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<PledgeDto> {
    const [row] = await db.query<PledgeRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE p.id = $1 AND ($2::uuid IS NULL OR p.company_id = $2)`,
      [id, actor.onlyCompanyId],
    );
    if (!row) throw notFound();
    return this.seenBy(actor, row);
  }

  /** The one that ends first comes first. */
  async list(actor: Actor, query: ListPledgesQuery): Promise<PledgePage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (actor.onlyCompanyId) where.push(`p.company_id = ${parameters.add(actor.onlyCompanyId)}`);
    if (query.companyId) where.push(`p.company_id = ${parameters.add(query.companyId)}`);
    if (query.category) where.push(`p.category = ${parameters.add(query.category)}`);
    if (query.direction) where.push(`p.direction = ${parameters.add(query.direction)}`);
    const page = await keysetPage<PledgeRow>(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 'p.id',
      sort: { expression: 'p.to_on', type: 'date' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((row) => this.seenBy(actor, row)) };
  }

  /** A member is not told at which visit something was heard, or which contact stands behind it. */
  private seenBy(actor: Actor, row: PledgeRow): PledgeDto {
    const pledge = this.withState(row);
    if (!actor.onlyCompanyId) return pledge;
    const fulfilments = pledge.fulfilments.map((fulfilment) => ({ ...fulfilment, visitId: null }));
    return { ...pledge, contactId: null, fulfilments };
  }

  private withState(row: PledgeRow): PledgeDto {
    const fulfilled = fulfilledOf(
      row.unit,
      row.fulfilments.map(({ quantity, on }) => ({ quantity, onDate: on })),
    );
    const terms = { ...row, fromOn: row.from, toOn: row.to };
    return { ...row, fulfilled, state: pledgeState(terms, fulfilled, this.clock.today()) };
  }
}
