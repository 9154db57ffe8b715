import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, lockVersion, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { CompaniesReader } from './companies.reader.js';
import { CompanyChanges } from './company-changes.js';
import type { CompanyDto, CreateCompanyDto, UpdateCompanyDto } from './company.dto.js';
import { Company } from './company.entity.js';
import { contactFlagDates, deriveFacts } from './company.rules.js';

@Injectable()
export class CompaniesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly users: UsersService,
    private readonly reader: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateCompanyDto): Promise<Once<CompanyDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'company', userId: actor.userId, body },
        async (id) => {
          await this.check(tx, body);
          const today = this.clock.today();
          const values = { ...body, ...contactFlagDates(body, today), id, firstSeenOn: today };
          const derived = deriveFacts(factsOf(values), await this.settings.current(tx));
          await tx.getRepository(Company).insert({ ...values, ...derived });
          await this.changes.record(tx, actor, { action: 'create', entity: Company, id, companyId: id, after: values });
          return await this.reader.one(actor, id, tx);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateCompanyDto): Promise<CompanyDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.find(tx, actor, id);
      const told = changedOnly<Company>(before, body);
      const after = { ...told, ...contactFlagDates(told, this.clock.today()) };
      if (before.cvrNumber !== null && after.cvrNumber !== undefined) throw cvrLocked();
      await this.check(tx, { ...before, ...after });
      const facts = factsOf({ ...before, ...after });
      const derived = changedOnly<Company>(before, deriveFacts(facts, await this.settings.current(tx)));
      await updateVersioned(tx, Company, id, version, { ...after, ...derived });
      const entry = { action: 'update', entity: Company, id, companyId: id, before, after: { ...after, ...derived } };
      await this.changes.record(tx, actor, entry);
      return await this.reader.one(actor, id, tx);
    });
  }

  /** Only what nothing hangs on can be deleted; the database refuses the rest, which becomes 409. */
  async delete(actor: Actor, id: string, version: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      const before = await this.find(tx, actor, id);
      await lockVersion(tx, Company, id, version);
      await tx.getRepository(Company).delete({ id });
      await this.changes.record(tx, actor, { action: 'delete', entity: Company, id, companyId: id, before });
    });
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<Company> {
    await this.reader.one(actor, id, tx);
    const company = await tx.getRepository(Company).findOneBy({ id });
    if (!company) throw notFound();
    return company;
  }

  private async check(tx: EntityManager, body: Partial<CreateCompanyDto>): Promise<void> {
    if (Boolean(body.industryCode) !== Boolean(body.industrySystem)) {
      throw invalid(
        field('/industrySystem', 'pair', 'Branchekode og system (DB07, DB25) hører sammen.', 'Needed with the code.'),
      );
    }
    if (Boolean(body.sizeOverride) !== Boolean(body.sizeOverrideReason)) {
      throw invalid(
        field('/sizeOverrideReason', 'pair', 'Skriv, hvorfor størrelsen er sat i hånden.', 'Say why it is set by hand.'),
      );
    }
    if (body.consultantId) await this.users.requireActive(tx, body.consultantId, '/consultantId');
  }
}

function factsOf(values: Partial<Company> | CreateCompanyDto) {
  return {
    companyFormCode: values.companyFormCode ?? null,
    employees: values.employees ?? null,
    employeeInterval: values.employeeInterval ?? null,
    sizeOverride: values.sizeOverride ?? null,
    postalCode: values.postalCode ?? null,
    city: values.city ?? null,
  };
}

function cvrLocked() {
  return conflict(
    'cvr-locked',
    'CVR-nummeret kan ikke ændres, når det først er sat.',
    'The CVR number cannot be changed once it is set.',
    field('/cvrNumber', 'cvr-locked', 'Er låst.', 'Is locked.'),
  );
}
