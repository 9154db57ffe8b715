import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { TermsModule } from '../terms/terms.module.js';
import { AgreementParts } from './agreement-parts.js';
import {
  Agreement, AgreementColleague, AgreementContact, AgreementParty, AgreementWorkplace,
} from './agreement.entity.js';
import { AgreementsController } from './agreements.controller.js';
import { AgreementsReader } from './agreements.reader.js';
import { AgreementsService } from './agreements.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Agreement, AgreementParty, AgreementWorkplace, AgreementContact, AgreementColleague]),
    UsersModule,
    CompaniesModule,
    ContactsModule,
    TermsModule,
  ],
  controllers: [AgreementsController],
  providers: [AgreementsService, AgreementParts, AgreementsReader],
  exports: [AgreementsReader],
})
export class AgreementsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'agreements',
      entity: Agreement,
      linked: 'EXISTS (SELECT 1 FROM agreement_contact k WHERE k.agreement_id = x.id AND k.contact_id = $1::uuid)',
      near: 'EXISTS (SELECT 1 FROM agreement_party p WHERE p.agreement_id = x.id AND p.company_id = ANY($2::uuid[]))',
      shows: ['status', 'fromOn', 'toOn'],
    }));
  }
}
