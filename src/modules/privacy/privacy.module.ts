import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { ContactHolder } from './contact-holder.js';
import { PersonExport } from './person-export.js';
import { PersonFinder } from './person-finder.js';
import { PrivacyController } from './privacy.controller.js';

@Module({
  imports: [AuditModule, ContactsModule],
  controllers: [PrivacyController],
  providers: [PersonExport, PersonFinder],
  exports: [PersonFinder],
})
export class PrivacyModule {
  constructor(holders: PersonHolders) {
    holders.register(new ContactHolder());
  }
}
