import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { TermsModule } from '../terms/terms.module.js';
import { Consent } from './consent.entity.js';
import { ConsentsController } from './consents.controller.js';
import { ConsentsHolder } from './consents-holder.js';
import { ConsentsService } from './consents.service.js';
import { ContactBasis } from './contact-basis.entity.js';
import { ContactBasesService } from './contact-bases.service.js';

/** Why a company or contact may be contacted: consents, and recorded bases. */
@Module({
  imports: [TypeOrmModule.forFeature([Consent, ContactBasis]), CompaniesModule, ContactsModule, TermsModule],
  controllers: [ConsentsController],
  providers: [ConsentsService, ContactBasesService],
})
export class ConsentsModule {
  constructor(holders: PersonHolders) {
    holders.register(new ConsentsHolder());
    holders.register(new FreeTextHolder({
      name: 'company-consents',
      entity: Consent,
      shows: ['channel', 'purpose', 'givenOn'],
    }));
    holders.register(new FreeTextHolder({
      name: 'contact-bases',
      entity: ContactBasis,
      shows: ['kind', 'validFrom'],
    }));
  }
}
