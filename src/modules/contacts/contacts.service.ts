import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, lockVersion, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { ContactCompanyDto, ContactDto, CreateContactDto, UpdateContactDto } from './contact.dto.js';
import { Contact, ContactRole } from './contact.entity.js';
import { ContactsReader } from './contacts.reader.js';

@Injectable()
export class ContactsService {
  constructor(
    private readonly db: DataSource,
    private readonly companies: CompaniesReader,
    private readonly reader: ContactsReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateContactDto): Promise<Once<ContactDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'contact', userId: actor.userId, body },
        async (id) => {
          const { companies, ...values } = { ...body, id };
          requireNoticePair(values);
          await tx.getRepository(Contact).insert({ ...values, createdBy: actor.userId });
          await this.writeRoles(tx, actor, id, companies);
          const companyId = companies[0]?.companyId ?? null;
          const after = { ...values, companies };
          await this.changes.record(tx, actor, { action: 'create', entity: Contact, id, companyId, after });
          return await this.reader.one(id, tx);
        },
        async (id) => await this.reader.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateContactDto): Promise<ContactDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      const { companies, ...fields } = body;
      const changes = changedOnly<Contact>(before as ContactDto & Contact, fields);
      requireNoticePair({ ...before, ...changes });
      await updateVersioned(tx, Contact, id, version, changes);
      if (companies) {
        await tx.getRepository(ContactRole).delete({ contactId: id });
        await this.writeRoles(tx, actor, id, companies);
      }
      const companyId = before.companies[0]?.companyId ?? null;
      await this.changes.record(tx, actor, { action: 'update', entity: Contact, id, companyId, before, after: body });
      return await this.reader.one(id, tx);
    });
  }

  /** Only a contact that no visit or pledge names; others are marked as having left. */
  async delete(actor: Actor, id: string, version: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      await lockVersion(tx, Contact, id, version);
      await tx.getRepository(ContactRole).delete({ contactId: id });
      await tx.getRepository(Contact).delete({ id });
      const companyId = before.companies[0]?.companyId ?? null;
      await this.changes.record(tx, actor, { action: 'delete', entity: Contact, id, companyId, before });
    });
  }

  private async writeRoles(tx: EntityManager, actor: Actor, contactId: string, companies: ContactCompanyDto[]) {
    for (const [index, { companyId, role, leftOn }] of companies.entries()) {
      if (companies.findIndex((one) => one.companyId === companyId) < index) {
        const text = ['Virksomheden står to gange.', 'The company is listed twice.'] as const;
        throw invalid(field(`/companies/${index}/companyId`, 'twice', ...text));
      }
      await this.companies.require(actor, companyId, `/companies/${index}/companyId`, tx);
      await tx.getRepository(ContactRole).insert({ contactId, companyId, role, leftOn: leftOn ?? null });
    }
  }
}

function requireNoticePair({ noticeGivenOn, noticeHow }: Pick<CreateContactDto, 'noticeGivenOn' | 'noticeHow'>): void {
  if (Boolean(noticeGivenOn) === Boolean(noticeHow)) return;
  throw noticeGivenOn
    ? invalid(field('/noticeHow', 'pair', 'Skriv, hvordan oplysningen blev givet.', 'Say how the notice was given.'))
    : invalid(field('/noticeGivenOn', 'pair', 'Skriv, hvilken dag oplysningen blev givet.', 'Say on which day.'));
}
