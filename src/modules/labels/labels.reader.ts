import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addDays } from '../../kernel/local-date.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage, type SortKey } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { LabelDto, LabelPage, ListLabelsQuery } from './label.dto.js';
import { isExpired, type LabelAnswer } from './label.rules.js';

const COLUMNS = `a.id, a.version, a.company_id AS "companyId", c.name AS "companyName", a.round_id AS "roundId", r.kind,
  r.year, a.answers, a.met_keys AS "metKeys", r.needed, a.state, a.applied_on AS "appliedOn",
  a.awarded_on AS "awardedOn", a.valid_to AS "validTo", a.closed_on AS "closedOn", a.closed_reason AS "closedReason"`;
const FROM = `label_application a JOIN company c ON c.id = a.company_id JOIN label_round r ON r.id = a.round_id`;
const NEWEST_FIRST: SortKey = { expression: 'a.applied_on', type: 'date', descending: true };
const EXPIRING_FIRST: SortKey = { expression: 'a.valid_to', type: 'date' };

type LabelRow = Omit<LabelDto, 'answers' | 'expired'> & { answers: LabelAnswer[]; metKeys: string[] | null };

@Injectable()
export class LabelsReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<LabelDto> {
    const [row] = await db.query<LabelRow[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE a.id = $1 AND ($2::uuid IS NULL OR a.company_id = $2)`,
      [id, actor.onlyCompanyId],
    );
    if (!row) throw notFound();
    return this.asOfToday(row);
  }

  async list(actor: Actor, query: ListLabelsQuery): Promise<LabelPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (actor.onlyCompanyId) where.push(`a.company_id = ${parameters.add(actor.onlyCompanyId)}`);
    if (query.companyId) where.push(`a.company_id = ${parameters.add(query.companyId)}`);
    if (query.kind) where.push(`r.kind = ${parameters.add(query.kind)}`);
    if (query.year) where.push(`r.year = ${parameters.add(query.year)}`);
    if (query.state) where.push(`a.state = ${parameters.add(query.state)}`);
    const isExpiring = query.expiringWithinDays !== undefined;
    if (isExpiring) where.push(this.expiringWithin(query.expiringWithinDays ?? 0, parameters));
    const page = await keysetPage<LabelRow>(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 'a.id',
      sort: isExpiring ? EXPIRING_FIRST : NEWEST_FIRST,
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((row) => this.asOfToday(row)) };
  }

  private expiringWithin(days: number, parameters: Parameters): string {
    const today = this.clock.today();
    const [after, until] = [parameters.add(today), parameters.add(addDays(today, days))];
    return `a.valid_to > ${after}::date AND a.valid_to <= ${until}::date`;
  }

  private asOfToday({ metKeys, ...row }: LabelRow): LabelDto {
    const answers = row.answers.map(({ key, done, challenge, effect }) => ({
      key,
      met: metKeys === null ? null : metKeys.includes(key),
      done,
      challenge,
      effect,
    }));
    return { ...row, answers, expired: isExpired(row, this.clock.today()) };
  }
}
