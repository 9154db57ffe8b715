import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, notFound, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type {
  ContactBasisDto, ContactBasisPage, CreateContactBasisDto, ListContactBasesQuery,
} from './contact-basis.dto.js';
import { ContactBasis } from './contact-basis.entity.js';

const COLUMNS = `b.id, b.version, b.company_id AS "companyId", b.workplace_id AS "workplaceId", b.kind,
  b.valid_from AS "validFrom", b.valid_to AS "validTo", b.legal_text AS "legalText", b.decided_by AS "decidedBy",
  b.note, b.recorded_by AS "recordedBy", b.created_at AS "createdAt", b.ended_at AS "endedAt",
  b.ended_by AS "endedBy", b.end_note AS "endNote"`;

@Injectable()
export class ContactBasesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** The latest to begin first. */
  async list(query: ListContactBasesQuery): Promise<ContactBasisPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.companyId) where.push(`b.company_id = ${parameters.add(query.companyId)}`);
    if (query.workplaceId) where.push(`b.workplace_id = ${parameters.add(query.workplaceId)}`);
    if (query.live) {
      const day = parameters.add(this.clock.today());
      where.push(`b.ended_at IS NULL AND ${day}::date >= b.valid_from AND (b.valid_to IS NULL OR ${day} < b.valid_to)`);
    }
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'contact_basis b',
      where,
      parameters,
      id: 'b.id',
      sort: { expression: 'b.valid_from', type: 'date', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, body: CreateContactBasisDto): Promise<Once<ContactBasisDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'contact-basis', userId: actor.userId, body },
        async (id) => {
          const { companyId } = body;
          await this.companies.require(actor, companyId, '/companyId', tx);
          await check(tx, body);
          const after = { ...body, id, recordedBy: actor.userId };
          await tx.getRepository(ContactBasis).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: ContactBasis, id, companyId, after });
          return await this.one(id, tx);
        },
        async (id) => await this.one(id, tx),
      ),
    );
  }

  /** Holds no more from this moment on. */
  async end(actor: Actor, id: string, version: number | null, note: string | null): Promise<ContactBasisDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      if (before.endedAt !== null) {
        throw conflict('basis-ended', 'Grundlaget er allerede afsluttet.', 'The basis is ended already.');
      }
      const after = { endedAt: this.clock.now(), endedBy: actor.userId, endNote: note };
      await updateVersioned(tx, ContactBasis, id, before.version, after);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action: 'end', entity: ContactBasis, id, companyId, before, after });
      return await this.one(id, tx);
    });
  }

  private async one(id: string, db: Queryable): Promise<ContactBasisDto> {
    const [basis] = await db.query<ContactBasisDto[]>(`SELECT ${COLUMNS} FROM contact_basis b WHERE b.id = $1`, [id]);
    if (!basis) throw notFound();
    return basis;
  }
}

async function check(tx: EntityManager, body: CreateContactBasisDto): Promise<void> {
  const { companyId, workplaceId, kind, validFrom, validTo } = body;
  if (validTo && validTo <= validFrom) {
    throw invalid(field('/validTo', 'end-before-start', 'Slutter før det begynder.', 'Ends before it begins.'));
  }
  for (const name of ['legalText', 'decidedBy'] as const) {
    if (kind === 'legal' && !body[name]) {
      const text = ['Skriv lovstedet, og hvem der har afgjort det.', 'Name the law and who decided it.'] as const;
      throw invalid(field(`/${name}`, 'legal-missing', ...text));
    }
    if (kind !== 'legal' && body[name]) {
      const text = ['Hører kun til grundlaget lov (legal).', 'Belongs only to the kind legal.'] as const;
      throw invalid(field(`/${name}`, 'legal-only', ...text));
    }
  }
  if (!workplaceId) return;
  const known = await tx.query<unknown[]>('SELECT 1 FROM workplace WHERE id = $1 AND company_id = $2', [
    workplaceId,
    companyId,
  ]);
  if (known.length > 0) return;
  const text = ['Er ikke et af virksomhedens arbejdssteder.', 'Is not a workplace of it.'] as const;
  throw invalid(field('/workplaceId', 'workplace-unknown', ...text));
}
