import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { TermsModule } from '../terms/terms.module.js';
import { FulfilmentsService } from './fulfilments.service.js';
import { Pledge, PledgeFulfilment } from './pledge.entity.js';
import { PledgesController } from './pledges.controller.js';
import { PledgesReader } from './pledges.reader.js';
import { PledgesService } from './pledges.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Pledge, PledgeFulfilment]), CompaniesModule, ContactsModule, TermsModule],
  controllers: [PledgesController],
  providers: [PledgesService, FulfilmentsService, PledgesReader],
  exports: [FulfilmentsService, PledgesReader],
})
export class PledgesModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'pledges',
      entity: Pledge,
      linked: 'x.contact_id = $1::uuid',
      shows: ['category', 'quantity', 'unit', 'fromOn', 'toOn'],
    }));
    holders.register(new FreeTextHolder({
      name: 'pledge-fulfilments',
      entity: PledgeFulfilment,
      linked: 'EXISTS (SELECT 1 FROM pledge p WHERE p.id = x.pledge_id AND p.contact_id = $1::uuid)',
      near: 'EXISTS (SELECT 1 FROM pledge p WHERE p.id = x.pledge_id AND p.company_id = ANY($2::uuid[]))',
      shows: ['onDate', 'quantity'],
    }));
  }
}
