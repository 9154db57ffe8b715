import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
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
export class VisitsModule {}
