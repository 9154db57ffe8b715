import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { field, invalid } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { ContactsReader } from '../contacts/contacts.reader.js';
import { NeedsService } from '../needs/needs.service.js';
import { FulfilmentsService } from '../pledges/fulfilments.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import type { CreateVisitDto } from './visit.dto.js';
import { VisitColleague, VisitContact } from './visit.entity.js';

/** What is saved together with a visit: who was there, needs, tasks, fulfilments. */
@Injectable()
export class VisitParts {
  constructor(
    private readonly companies: CompaniesReader,
    private readonly contacts: ContactsReader,
    private readonly users: UsersService,
    private readonly needs: NeedsService,
    private readonly tasks: TasksService,
    private readonly fulfilments: FulfilmentsService,
  ) {}

  /** Throws 422 at the field that names something which does not exist or is not the company's. */
  async check(tx: EntityManager, actor: Actor, visit: CreateVisitDto): Promise<void> {
    const { companyId, workplaceId, contactIds = [], colleagueIds = [] } = visit;
    await this.companies.require(actor, companyId, '/companyId', tx);
    await this.contacts.requireAtCompany(tx, contactIds, companyId, '/contactIds');
    for (const [index, id] of colleagueIds.entries()) {
      await this.users.requireActive(tx, id, `/colleagueIds/${index}`);
    }
    if (!workplaceId) return;
    const known = await tx.query<unknown[]>('SELECT 1 FROM workplace WHERE id = $1 AND company_id = $2', [
      workplaceId,
      companyId,
    ]);
    if (known.length > 0) return;
    throw invalid(
      field('/workplaceId', 'workplace-unknown', 'Er ikke et af virksomhedens arbejdssteder.', 'Is not a workplace of it.'),
    );
  }

  /** In the transaction of the visit, after the visit itself. */
  async write(tx: EntityManager, actor: Actor, id: string, visit: CreateVisitDto): Promise<void> {
    const { companyId, contactIds = [], colleagueIds = [], needs, tasks, fulfilments } = visit;
    const links = contactIds.map((contactId) => ({ visitId: id, contactId }));
    await tx.getRepository(VisitContact).insert(links);
    await tx.getRepository(VisitColleague).insert(colleagueIds.map((userId) => ({ visitId: id, userId })));
    await this.needs.createForVisit(tx, actor, { id, companyId }, needs ?? []);
    await this.tasks.createForVisit(tx, actor, { id, companyId }, tasks ?? [], '/tasks');
    await this.fulfilments.addForVisit(tx, actor, { id, companyId }, fulfilments ?? [], '/fulfilments');
  }
}
