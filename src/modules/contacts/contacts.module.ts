import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { Company } from '../companies/company.entity.js';
import { Notification } from '../notifications/notification.entity.js';
import { Contact, ContactRole } from './contact.entity.js';
import { ContactLookups } from './contact-lookups.js';
import { ContactsController } from './contacts.controller.js';
import { ContactsReader } from './contacts.reader.js';
import { ContactsService } from './contacts.service.js';
import { FreeTextHolder } from './free-text-holder.js';
import { PersonHolders } from './person-holders.js';

@Module({
  imports: [TypeOrmModule.forFeature([Contact, ContactRole]), AuditModule, CompaniesModule],
  controllers: [ContactsController],
  providers: [ContactsService, ContactsReader, ContactLookups, PersonHolders],
  exports: [ContactsReader, PersonHolders],
})
export class ContactsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'companies',
      entity: Company,
      near: 'x.id = ANY($2::uuid[])',
      shows: ['name'],
    }));
    holders.register(new FreeTextHolder({
      name: 'notifications',
      entity: Notification,
      near:
        'EXISTS (SELECT 1 FROM reminder r' +
        ' WHERE r.id = x.reminder_id AND (r.company_id IS NULL OR r.company_id = ANY($2::uuid[])))',
      shows: ['createdAt'],
    }));
  }
}
