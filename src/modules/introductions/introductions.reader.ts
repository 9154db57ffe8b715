import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { IntroductionDto, IntroductionPage, ListIntroductionsQuery } from './introduction.dto.js';

const COLUMNS = `i.id, i.version, i.from_company_id AS "fromCompanyId", f.name AS "fromCompanyName",
  i.company_id AS "companyId", c.name AS "companyName", i.network_id AS "networkId",
  i.other_company_id AS "otherCompanyId", o.name AS "otherCompanyName", i.made_on AS "madeOn",
  i.made_by_id AS "madeById", u.name AS "madeByName", i.note, i.outcome, i.outcome_on AS "outcomeOn",
  i.outcome_note AS "outcomeNote"`;
const FROM = `introduction i JOIN company c ON c.id = i.company_id JOIN app_user u ON u.id = i.made_by_id
  LEFT JOIN company f ON f.id = i.from_company_id LEFT JOIN company o ON o.id = i.other_company_id`;

@Injectable()
export class IntroductionsReader {
  constructor(private readonly db: DataSource) {}

  async one(id: string, db: Queryable = this.db): Promise<IntroductionDto> {
    const [row] = await db.query<IntroductionDto[]>(`SELECT ${COLUMNS} FROM ${FROM} WHERE i.id = $1`, [id]);
    if (!row) throw notFound();
    return row;
  }

  /** The latest first. */
  async list(query: ListIntroductionsQuery): Promise<IntroductionPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.companyId) {
      const company = parameters.add(query.companyId);
      where.push(`(i.company_id = ${company} OR i.other_company_id = ${company} OR i.from_company_id = ${company})`);
    }
    if (query.networkId) where.push(`i.network_id = ${parameters.add(query.networkId)}`);
    if (query.madeById) where.push(`i.made_by_id = ${parameters.add(query.madeById)}`);
    if (query.outcome) where.push(`i.outcome = ${parameters.add(query.outcome)}`);
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 'i.id',
      sort: { expression: 'i.made_on', type: 'date', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
