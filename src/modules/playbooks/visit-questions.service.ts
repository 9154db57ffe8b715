import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type {
  CreateVisitQuestionDto, ListVisitQuestionsQuery, UpdateVisitQuestionDto, VisitQuestionDto, VisitQuestionPage,
} from './playbook.dto.js';
import { VisitQuestion } from './playbook.entity.js';
import { fits } from './playbook.rules.js';

const COLUMNS = `q.id, q.version, q.text_da AS "textDa", q.text_en AS "textEn", q.sizes,
  q.has_hr_function AS "hasHrFunction", q.direction, q.position, q.active`;

@Injectable()
export class VisitQuestionsService {
  constructor(
    private readonly db: DataSource,
    private readonly companies: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** By position. */
  async list(actor: Actor, query: ListVisitQuestionsQuery): Promise<VisitQuestionPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.companyId) {
      const ids = await this.fitting(actor, query.companyId);
      where.push(`q.id = ANY(${parameters.add(ids)}::uuid[])`);
    }
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'visit_question q',
      where,
      parameters,
      id: 'q.id',
      sort: { expression: 'q.position', type: 'bigint' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, body: CreateVisitQuestionDto): Promise<Once<VisitQuestionDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'visit question', userId: actor.userId, body },
        async (id) => {
          const after = { ...body, id };
          await tx.getRepository(VisitQuestion).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: VisitQuestion, id, companyId: null, after });
          return await this.one(id, tx);
        },
        async (id) => await this.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateVisitQuestionDto): Promise<VisitQuestionDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(id, tx);
      const after = changedOnly<VisitQuestion>(before, body);
      await updateVersioned(tx, VisitQuestion, id, version, after);
      const entry = { action: 'update', entity: VisitQuestion, id, companyId: null, before, after };
      await this.changes.record(tx, actor, entry);
      return await this.one(id, tx);
    });
  }

  /** Questions are a handful, so the one rule of what fits decides here and is not said again in SQL. */
  private async fitting(actor: Actor, companyId: string): Promise<string[]> {
    const company = await this.companies.one(actor, companyId);
    const active = await this.db.query<VisitQuestionDto[]>(`SELECT ${COLUMNS} FROM visit_question q WHERE q.active`);
    return active.filter((question) => fits(question, company)).map(({ id }) => id);
  }

  private async one(id: string, db: Queryable): Promise<VisitQuestionDto> {
    const sql = `SELECT ${COLUMNS} FROM visit_question q WHERE q.id = $1`;
    const [question] = await db.query<VisitQuestionDto[]>(sql, [id]);
    if (!question) throw notFound();
    return question;
  }
}
