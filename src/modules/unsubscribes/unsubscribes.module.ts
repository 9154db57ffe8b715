import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { ContactRefusal } from './contact-refusal.entity.js';
import { ContactRefusalsHolder } from './contact-refusals-holder.js';
import { UnsubscribesController } from './unsubscribes.controller.js';
import { UnsubscribesService } from './unsubscribes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ContactRefusal]), CompaniesModule, ContactsModule],
  controllers: [UnsubscribesController],
  providers: [UnsubscribesService],
  exports: [UnsubscribesService],
})
export class UnsubscribesModule {
  constructor(holders: PersonHolders) {
    holders.register(new ContactRefusalsHolder());
  }
}
