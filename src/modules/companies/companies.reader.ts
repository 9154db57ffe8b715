import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import { COMPANY_COLUMNS, type CompanyDto, companySeenBy } from './company.dto.js';

@Injectable()
export class CompaniesReader {
  constructor(private readonly db: DataSource) {}

  /** Throws 404 when the company does not exist or is outside the actor's scope. */
  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<CompanyDto> {
    const [company] = await db.query<CompanyDto[]>(
      `SELECT ${COMPANY_COLUMNS} FROM company c WHERE c.id = $1 AND ($2::uuid IS NULL OR c.id = $2)`,
      [id, actor.onlyCompanyId],
    );
    if (!company) throw notFound();
    return companySeenBy(actor, company);
  }

  /** For a body that names a company: throws 422 at `pointer` instead, and keeps the row from being deleted meanwhile. */
  async require(actor: Actor, id: string, pointer: string, db: Queryable): Promise<void> {
    const rows = await db.query<unknown[]>(
      'SELECT 1 FROM company c WHERE c.id = $1 AND ($2::uuid IS NULL OR c.id = $2) FOR KEY SHARE',
      [id, actor.onlyCompanyId],
    );
    if (rows.length > 0) return;
    throw invalid(field(pointer, 'company-unknown', 'Virksomheden findes ikke.', 'The company does not exist.'));
  }
}
