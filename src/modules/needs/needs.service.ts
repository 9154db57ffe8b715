import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { CreateNeedDto, HeardNeedDto, ListNeedsQuery, NeedDto, NeedPage, UpdateNeedDto } from './need.dto.js';
import { Need } from './need.entity.js';

const COLUMNS = `n.id, n.version, n.company_id AS "companyId", n.visit_id AS "visitId", n.direction, n.horizon, n.text,
  n.state, n.answer, n.job_order_number AS "jobOrderNumber", n.created_at AS "createdAt"`;

@Injectable()
export class NeedsService {
  constructor(
    private readonly db: DataSource,
    private readonly companies: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** Newest first. */
  async list(query: ListNeedsQuery): Promise<NeedPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.companyId) where.push(`n.company_id = ${parameters.add(query.companyId)}`);
    if (query.state) where.push(`n.state = ${parameters.add(query.state)}`);
    if (query.direction) where.push(`n.direction = ${parameters.add(query.direction)}`);
    if (query.horizon) where.push(`n.horizon = ${parameters.add(query.horizon)}`);
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'need n',
      where,
      parameters,
      id: 'n.id',
      sort: { expression: 'n.created_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async one(id: string, db: Queryable = this.db): Promise<NeedDto> {
    const [need] = await db.query<NeedDto[]>(`SELECT ${COLUMNS} FROM need n WHERE n.id = $1`, [id]);
    if (!need) throw notFound();
    return need;
  }

  async create(actor: Actor, body: CreateNeedDto): Promise<Once<NeedDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'need', userId: actor.userId, body },
        async (id) => {
          await this.companies.require(actor, body.companyId, '/companyId', tx);
          await this.insert(tx, actor, { ...body, id, visitId: null });
          return await this.one(id, tx);
        },
        async (id) => await this.one(id, tx),
      ),
    );
  }

  /** The needs heard at a visit, in the transaction of the visit. */
  async createForVisit(
    tx: EntityManager,
    actor: Actor,
    visit: { id: string; companyId: string },
    needs: readonly HeardNeedDto[],
  ): Promise<void> {
    for (const need of needs) {
      await this.insert(tx, actor, { ...need, id: randomUUIDv7(), companyId: visit.companyId, visitId: visit.id });
    }
  }

  async update(actor: Actor, id: string, version: number, body: UpdateNeedDto): Promise<NeedDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(id, tx);
      const after = changedOnly<Need>(before as NeedDto & Need, body);
      const { state, answer } = { ...before, ...after };
      if (state !== 'open' && !answer) {
        throw invalid(field('/answer', 'answer-missing', 'Skriv, hvad der kom ud af det.', 'Say what came of it.'));
      }
      await updateVersioned(tx, Need, id, version, after);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action: 'update', entity: Need, id, companyId, before, after });
      return await this.one(id, tx);
    });
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    need: HeardNeedDto & { id: string; companyId: string; visitId: string | null },
  ): Promise<void> {
    const { id, companyId, visitId, direction, horizon, text } = need;
    const after = { id, companyId, visitId, direction, horizon, text, createdBy: actor.userId };
    await tx.getRepository(Need).insert(after);
    await this.changes.record(tx, actor, { action: 'create', entity: Need, id, companyId, after });
  }
}
