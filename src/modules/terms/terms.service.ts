import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import { Clock } from '../../kernel/clock.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { type CreateTermDto, type ListTermsQuery, type TermDto, type TermPage, toTermDto, type UpdateTermDto } from './term.dto.js';
import { Term } from './term.entity.js';

const COLUMNS = `t.id, t.version, t.kind, t.code, t.name_da AS "nameDa", t.name_en AS "nameEn",
  t.description_da AS "descriptionDa", t.description_en AS "descriptionEn", t.valid_from AS "validFrom",
  t.valid_to AS "validTo", t.closed_for_new_from AS "closedForNewFrom", t.position`;

@Injectable()
export class TermsService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async list(query: ListTermsQuery): Promise<TermPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.kind) where.push(`t.kind = ${parameters.add(query.kind)}`);
    if (query.usable) where.push(usableOn(parameters.add(this.clock.today())));
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'term t',
      where,
      parameters,
      id: 't.id',
      sort: { expression: "t.kind || lpad(t.position::text, 6, '0')", type: 'text' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, body: CreateTermDto): Promise<Once<TermDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'term', userId: actor.userId, body },
        async (id) => {
          const values = { ...body, id };
          refuseEndBeforeStart(values);
          await tx.getRepository(Term).insert(values);
          await this.audit.record(tx, actor, { action: 'create', entity: Term, id, companyId: null, after: values });
          return toTermDto(await this.find(tx, id));
        },
        async (id) => toTermDto(await this.find(tx, id)),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateTermDto): Promise<TermDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.find(tx, id);
      const after = changedOnly<Term>(before, body);
      refuseEndBeforeStart({ ...before, ...after });
      await updateVersioned(tx, Term, id, version, after);
      await this.audit.record(tx, actor, { action: 'update', entity: Term, id, companyId: null, before, after });
      return toTermDto(await this.find(tx, id));
    });
  }

  /** Throws 422 at `pointer` unless the term exists and something new may be made with it today. */
  async requireUsable(tx: EntityManager, kind: string, code: string, pointer: string): Promise<void> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM term t WHERE t.kind = $1 AND t.code = $2 AND ${usableOn('$3')}`,
      [kind, code, this.clock.today()],
    );
    if (rows.length > 0) return;
    throw invalid(
      field(pointer, 'term-unknown', 'Kendes ikke, eller bruges ikke længere til noget nyt.', 'Not known, or closed.'),
    );
  }

  /** Whether there is such a term, in use or not. */
  async exists(kind: string, code: string): Promise<boolean> {
    return await this.db.getRepository(Term).existsBy({ kind, code });
  }

  private async find(tx: EntityManager, id: string): Promise<Term> {
    const term = await tx.getRepository(Term).findOneBy({ id });
    if (!term) throw notFound();
    return term;
  }
}

function refuseEndBeforeStart({ validFrom, validTo }: { validFrom: string; validTo?: string | null }): void {
  if (!validTo || validTo > validFrom) return;
  throw invalid(field('/validTo', 'end-before-start', 'Slutter før det begynder.', 'Ends before it begins.'));
}

function usableOn(day: string): string {
  return `t.valid_from <= ${day}::date AND (t.valid_to IS NULL OR t.valid_to > ${day}::date)
    AND (t.closed_for_new_from IS NULL OR t.closed_for_new_from > ${day}::date)`;
}
