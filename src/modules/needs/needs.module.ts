import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { Need } from './need.entity.js';
import { NeedsController } from './needs.controller.js';
import { NeedsService } from './needs.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Need]), CompaniesModule, ContactsModule],
  controllers: [NeedsController],
  providers: [NeedsService],
  exports: [NeedsService],
})
export class NeedsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'needs',
      entity: Need,
      shows: ['direction', 'horizon', 'state'],
    }));
  }
}
