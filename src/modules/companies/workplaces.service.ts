import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListQuery } from '../../platform/http/list-query.js';
import { CompaniesReader } from './companies.reader.js';
import { CompanyChanges } from './company-changes.js';
import { contactFlagDates, districtOf } from './company.rules.js';
import {
  type CreateWorkplaceDto, type UpdateWorkplaceDto, WORKPLACE_COLUMNS, type WorkplaceDto, type WorkplacePage,
} from './workplace.dto.js';
import { Workplace } from './workplace.entity.js';

@Injectable()
export class WorkplacesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** The workplaces of one company, by name. */
  async list(actor: Actor, companyId: string, query: ListQuery): Promise<WorkplacePage> {
    await this.companies.one(actor, companyId);
    const parameters = new Parameters();
    return await keysetPage(this.db, {
      columns: WORKPLACE_COLUMNS,
      from: 'workplace w',
      where: [`w.company_id = ${parameters.add(companyId)}`],
      parameters,
      id: 'w.id',
      sort: { expression: 'w.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, companyId: string, body: CreateWorkplaceDto): Promise<Once<WorkplaceDto>> {
    return await this.db.transaction(async (tx) => {
      await this.companies.one(actor, companyId, tx);
      return await createOnce(
        tx,
        { kind: `workplace of ${companyId}`, userId: actor.userId, body },
        async (id) => {
          refuseHalfIndustry(body);
          const district = districtOf(body.postalCode ?? null, body.city ?? null);
          const values = { ...body, ...contactFlagDates(body, this.clock.today()), id, companyId, district };
          await tx.getRepository(Workplace).insert(values);
          await this.changes.record(tx, actor, { action: 'create', entity: Workplace, id, companyId, after: values });
          return await this.one(actor, id, tx);
        },
        async (id) => await this.one(actor, id, tx),
      );
    });
  }

  async update(actor: Actor, id: string, version: number, body: UpdateWorkplaceDto): Promise<WorkplaceDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(actor, id, tx);
      const told = changedOnly<Workplace>(before as Workplace & WorkplaceDto, body);
      const after = { ...told, ...contactFlagDates(told, this.clock.today()) };
      if (before.pNumber !== null && after.pNumber !== undefined) throw pNumberLocked();
      const merged = { ...before, ...after };
      refuseHalfIndustry(merged);
      const district = districtOf(merged.postalCode, merged.city);
      await updateVersioned(tx, Workplace, id, version, { ...after, district });
      const { companyId } = before;
      await this.changes.record(tx, actor, { action: 'update', entity: Workplace, id, companyId, before, after });
      return await this.one(actor, id, tx);
    });
  }

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<WorkplaceDto> {
    const [workplace] = await db.query<WorkplaceDto[]>(
      `SELECT ${WORKPLACE_COLUMNS} FROM workplace w WHERE w.id = $1 AND ($2::uuid IS NULL OR w.company_id = $2)`,
      [id, actor.onlyCompanyId],
    );
    if (!workplace) throw notFound();
    return workplace;
  }
}

function refuseHalfIndustry(body: { industryCode?: string | null; industrySystem?: string | null }): void {
  if (Boolean(body.industryCode) === Boolean(body.industrySystem)) return;
  throw invalid(
    field('/industrySystem', 'pair', 'Branchekode og system (DB07, DB25) hører sammen.', 'Needed with the code.'),
  );
}

function pNumberLocked() {
  return conflict(
    'p-number-locked',
    'P-nummeret kan ikke ændres, når det først er sat.',
    'The P-number cannot be changed once it is set.',
    field('/pNumber', 'p-number-locked', 'Er låst.', 'Is locked.'),
  );
}
