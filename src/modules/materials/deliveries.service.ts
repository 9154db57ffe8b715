import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { CreateDeliveryDto, DeliveryDto } from './material.dto.js';
import { MaterialDelivery } from './material.entity.js';
import { type MaterialPeriod, materialUse } from './material.rules.js';
import { MaterialsReader } from './materials.reader.js';

@Injectable()
export class DeliveriesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly companies: CompaniesReader,
    private readonly reader: MaterialsReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, materialId: string, body: CreateDeliveryDto): Promise<Once<DeliveryDto>> {
    return await this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM material WHERE id = $1 FOR SHARE', [materialId]);
      const material = await this.reader.one(materialId, tx);
      return await createOnce(
        tx,
        { kind: `delivery of ${materialId}`, userId: actor.userId, body },
        async (id) => {
          const { on, companyId, ...rest } = body;
          await this.companies.require(actor, companyId, '/companyId', tx);
          if (body.contactId) await requireContact(tx, body.contactId, companyId);
          if (body.byId) await this.users.requireActive(tx, body.byId, '/byId');
          this.checkDay(material, on);
          const byId = body.byId ?? actor.userId;
          const after = { ...rest, id, materialId, companyId, onDate: on, byId, createdBy: actor.userId };
          await tx.getRepository(MaterialDelivery).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: MaterialDelivery, id, companyId, after });
          return await this.reader.delivery(id, tx);
        },
        async (id) => await this.reader.delivery(id, tx),
      );
    });
  }

  private checkDay(material: MaterialPeriod, on: string): void {
    if (on > this.clock.today()) {
      throw invalid(field('/on', 'future', 'Kan ikke ligge i fremtiden.', 'Cannot be in the future.'));
    }
    const use = materialUse(material, on);
    if (use === 'not_yet') {
      throw invalid(field('/on', 'not-yet-valid', 'Materialet gælder først senere.', 'The material is not valid yet.'));
    }
    if (use === 'in_use') return;
    throw conflict(
      'material-retired',
      'Materialet er udgået og gives ikke længere til nogen. Vælg et andet.',
      'The material is retired and no longer given to anybody. Choose another.',
      field('/on', 'material-retired', 'Materialet er udgået den dag.', 'The material is retired on that day.'),
    );
  }
}

async function requireContact(tx: EntityManager, contactId: string, companyId: string): Promise<void> {
  const known = await tx.query<unknown[]>('SELECT 1 FROM contact_role WHERE contact_id = $1 AND company_id = $2', [
    contactId,
    companyId,
  ]);
  if (known.length > 0) return;
  throw invalid(
    field('/contactId', 'contact-unknown', 'Er ikke kontaktperson i virksomheden.', 'Is not a contact at the company.'),
  );
}
