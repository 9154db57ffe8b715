import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { Cadence } from './cadence.entity.js';
import { CadencesController } from './cadences.controller.js';
import { CadencesService } from './cadences.service.js';
import { ContactReminders } from './contact-reminders.js';
import { ContactRound } from './contact-round.js';
import { NextContacts } from './next-contacts.js';

@Module({
  imports: [TypeOrmModule.forFeature([Cadence]), AuditModule, RemindersModule, CompaniesModule],
  controllers: [CadencesController],
  providers: [CadencesService, NextContacts, ContactReminders, ContactRound],
  exports: [NextContacts, ContactRound],
})
export class CadencesModule implements OnModuleInit {
  constructor(
    private readonly changes: CompanyChanges,
    private readonly contacts: NextContacts,
  ) {}

  onModuleInit(): void {
    const causes = ['Company', 'Visit', 'Agreement', 'Pledge'];
    this.changes.listen(causes, (tx, companyIds) => this.contacts.refresh(tx, companyIds));
  }
}
