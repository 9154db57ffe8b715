import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { PrivacyRequest } from './privacy-request.entity.js';
import { PrivacyRequestsController } from './privacy-requests.controller.js';
import { PrivacyRequestsReader } from './privacy-requests.reader.js';
import { PrivacyRequestsService } from './privacy-requests.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PrivacyRequest]), AuditModule, ContactsModule],
  controllers: [PrivacyRequestsController],
  providers: [PrivacyRequestsService, PrivacyRequestsReader],
  exports: [PrivacyRequestsService, PrivacyRequestsReader],
})
export class PrivacyRequestsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'privacy-requests',
      entity: PrivacyRequest,
      linked: 'x.contact_id = $1::uuid',
      near: 'x.contact_id IS NULL',
      shows: ['kind', 'receivedOn', 'decision', 'decidedOn'],
    }));
  }
}
