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
import { TermsService } from '../terms/terms.service.js';
import {
  type ConsentDto, type ConsentPage, type CreateConsentDto, type ListConsentsQuery, PURPOSE_TERMS,
} from './consent.dto.js';
import { Consent } from './consent.entity.js';

const COLUMNS = `s.id, s.version, s.company_id AS "companyId", s.contact_id AS "contactId", s.channel, s.purpose,
  s.wording, s.given_by AS "givenBy", s.given_on AS "givenOn", s.evidence, s.recorded_by AS "recordedBy",
  s.created_at AS "createdAt", s.withdrawn_at AS "withdrawnAt", s.withdrawn_by AS "withdrawnBy",
  s.withdrawal_note AS "withdrawalNote"`;

@Injectable()
export class ConsentsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly terms: TermsService,
    private readonly changes: CompanyChanges,
  ) {}

  /** The latest given first. */
  async list(query: ListConsentsQuery): Promise<ConsentPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.companyId) {
      const company = parameters.add(query.companyId);
      where.push(`(s.company_id = ${company}
        OR s.contact_id IN (SELECT r.contact_id FROM contact_role r WHERE r.company_id = ${company}))`);
    }
    if (query.contactId) where.push(`s.contact_id = ${parameters.add(query.contactId)}`);
    if (query.live) where.push('s.withdrawn_at IS NULL');
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'consent s',
      where,
      parameters,
      id: 's.id',
      sort: { expression: 's.given_on', type: 'date', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, body: CreateConsentDto): Promise<Once<ConsentDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'consent', userId: actor.userId, body },
        async (id) => {
          await this.check(tx, actor, body);
          const after = { ...body, id, recordedBy: actor.userId };
          await tx.getRepository(Consent).insert(after);
          const companyId = await companyOf(tx, body);
          await this.changes.record(tx, actor, { action: 'create', entity: Consent, id, companyId, after });
          return await this.one(id, tx);
        },
        async (id) => await this.one(id, tx),
      ),
    );
  }

  /** Holds from this moment on. */
  async withdraw(actor: Actor, id: string, version: number | null, note: string | null): Promise<ConsentDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      if (before.withdrawnAt !== null) {
        throw conflict('consent-withdrawn', 'Samtykket er allerede trukket tilbage.', 'It is withdrawn already.');
      }
      const after = { withdrawnAt: this.clock.now(), withdrawnBy: actor.userId, withdrawalNote: note };
      await updateVersioned(tx, Consent, id, before.version, after);
      const companyId = await companyOf(tx, before);
      await this.changes.record(tx, actor, { action: 'withdraw', entity: Consent, id, companyId, before, after });
      return await this.one(id, tx);
    });
  }

  private async one(id: string, db: Queryable): Promise<ConsentDto> {
    const [consent] = await db.query<ConsentDto[]>(`SELECT ${COLUMNS} FROM consent s WHERE s.id = $1`, [id]);
    if (!consent) throw notFound();
    return consent;
  }

  private async check(tx: EntityManager, actor: Actor, body: CreateConsentDto): Promise<void> {
    const { companyId, contactId, purpose, givenOn } = body;
    if (Boolean(companyId) === Boolean(contactId)) {
      const text = ['Vælg enten en virksomhed eller en kontaktperson.', 'Name either a company or a contact.'] as const;
      throw invalid(field('/companyId', 'one-giver', ...text));
    }
    if (companyId) await this.companies.require(actor, companyId, '/companyId', tx);
    if (contactId) await requireContact(tx, contactId);
    await this.terms.requireUsable(tx, PURPOSE_TERMS, purpose, '/purpose');
    if (givenOn <= this.clock.today()) return;
    throw invalid(field('/givenOn', 'future', 'Ligger i fremtiden.', 'Lies in the future.'));
  }
}

async function requireContact(tx: EntityManager, contactId: string): Promise<void> {
  const known = await tx.query<unknown[]>('SELECT 1 FROM contact WHERE id = $1 FOR KEY SHARE', [contactId]);
  if (known.length > 0) return;
  throw invalid(field('/contactId', 'contact-unknown', 'Kontaktpersonen findes ikke.', 'The contact does not exist.'));
}

/** The company in whose history it belongs: the giver, or the first at which the contact has a role. */
async function companyOf(tx: EntityManager, giver: Pick<CreateConsentDto, 'companyId' | 'contactId'>) {
  if (giver.companyId) return giver.companyId;
  const [first] = await tx.query<{ companyId: string }[]>(
    `SELECT company_id AS "companyId" FROM contact_role WHERE contact_id = $1
     ORDER BY left_on DESC, company_id LIMIT 1`,
    [giver.contactId],
  );
  return first?.companyId ?? null;
}
