import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { NeedsModule } from '../needs/needs.module.js';
import { PledgesModule } from '../pledges/pledges.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { Visit, VisitAmendment, VisitColleague, VisitContact } from './visit.entity.js';
import { VisitLookups } from './visit-lookups.js';
import { VisitParts } from './visit-parts.js';
import { VisitsController } from './visits.controller.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsService } from './visits.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Visit, VisitContact, VisitColleague, VisitAmendment]),
    AuditModule,
    UsersModule,
    CompaniesModule,
    ContactsModule,
    NeedsModule,
    PledgesModule,
    SettingsModule,
    TasksModule,
  ],
  controllers: [VisitsController],
  providers: [VisitsService, VisitParts, VisitsReader, VisitLookups],
  exports: [VisitsReader],
})
export class VisitsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'visits',
      entity: Visit,
      linked: 'EXISTS (SELECT 1 FROM visit_contact k WHERE k.visit_id = x.id AND k.contact_id = $1::uuid)',
      shows: ['kind', 'occurredAt', 'outcome'],
    }));
    holders.register(new FreeTextHolder({
      name: 'visit-amendments',
      entity: VisitAmendment,
      linked: 'EXISTS (SELECT 1 FROM visit_contact k WHERE k.visit_id = x.visit_id AND k.contact_id = $1::uuid)',
      near: 'EXISTS (SELECT 1 FROM visit v WHERE v.id = x.visit_id AND v.company_id = ANY($2::uuid[]))',
      shows: ['visitId', 'createdAt'],
    }));
  }
}
