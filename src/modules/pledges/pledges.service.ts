import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TermsService } from '../terms/terms.service.js';
import type { CreatePledgeDto, PledgeDto, UpdatePledgeDto } from './pledge.dto.js';
import { Pledge } from './pledge.entity.js';
import { PledgesReader } from './pledges.reader.js';

@Injectable()
export class PledgesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly terms: TermsService,
    private readonly reader: PledgesReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreatePledgeDto): Promise<Once<PledgeDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'pledge', userId: actor.userId, body },
        async (id) => {
          const { from, to, ...rest } = body;
          const { companyId } = body;
          await this.companies.require(actor, companyId, '/companyId', tx);
          await this.terms.requireUsable(tx, 'pledge_category', body.category, '/category');
          await check(tx, { ...body, contactId: body.contactId ?? null });
          const after = { ...rest, id, fromOn: from, toOn: to, createdBy: actor.userId };
          await tx.getRepository(Pledge).insert(after);
          await refreshPeriods(tx, companyId);
          const entry = { action: 'create', entity: Pledge, id, companyId, occasion: 'pledge', after } as const;
          await this.changes.record(tx, actor, entry);
          return await this.reader.one(actor, id, tx);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdatePledgeDto): Promise<PledgeDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(actor, id, tx);
      const { from, to, ...after } = changedOnly(before, body);
      if (after.category !== undefined) await this.terms.requireUsable(tx, 'pledge_category', after.category, '/category');
      await check(tx, { ...before, ...after, from: from ?? before.from, to: to ?? before.to });
      const columns = { ...after, ...(from && { fromOn: from }), ...(to && { toOn: to }) };
      await updateVersioned<Pledge>(tx, Pledge, id, version, columns);
      await refreshPeriods(tx, before.companyId);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action: 'update', entity: Pledge, id, companyId, before, after: columns });
      return await this.reader.one(actor, id, tx);
    });
  }

  /** Taken back by the company; what was fulfilled until today stays. */
  async withdraw(actor: Actor, id: string, version: number | null, reason: string): Promise<PledgeDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(actor, id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      if (before.withdrawnOn !== null) {
        throw conflict('pledge-withdrawn', 'Løftet er allerede trukket tilbage.', 'The pledge is withdrawn already.');
      }
      const after = { withdrawnOn: this.clock.today(), withdrawnReason: reason };
      await updateVersioned(tx, Pledge, id, before.version, after);
      await refreshPeriods(tx, before.companyId);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action: 'withdraw', entity: Pledge, id, companyId, before, after });
      return await this.reader.one(actor, id, tx);
    });
  }
}

type Checked = Pick<PledgeDto, 'companyId' | 'from' | 'to' | 'unit' | 'quantity' | 'contactId'>;

async function check(tx: EntityManager, pledge: Checked): Promise<void> {
  if (pledge.to <= pledge.from) {
    throw invalid(field('/to', 'end-before-start', 'Slutter før det begynder.', 'Ends before it begins.'));
  }
  if (pledge.unit === 'yes_no' && pledge.quantity !== 1) {
    throw invalid(field('/quantity', 'yes-no', 'Er 1, når enheden er ja/nej.', 'Is 1 when the unit is yes_no.'));
  }
  if (!pledge.contactId) return;
  const known = await tx.query<unknown[]>('SELECT 1 FROM contact_role WHERE contact_id = $1 AND company_id = $2', [
    pledge.contactId,
    pledge.companyId,
  ]);
  if (known.length > 0) return;
  throw invalid(
    field('/contactId', 'contact-unknown', 'Er ikke kontaktperson i virksomheden.', 'Is not a contact at the company.'),
  );
}

/** The days on which the company has a live pledge, kept on the company so that coverage need not look here. */
async function refreshPeriods(tx: EntityManager, companyId: string): Promise<void> {
  await tx.query('SELECT 1 FROM company WHERE id = $1 FOR NO KEY UPDATE', [companyId]);
  await tx.query(
    `UPDATE company SET pledge_periods = coalesce(
       (SELECT range_agg(daterange(p.from_on, greatest(p.from_on, least(p.to_on, coalesce(p.withdrawn_on, p.to_on)))))
        FROM pledge p WHERE p.company_id = $1), '{}')
     WHERE id = $1`,
    [companyId],
  );
}
