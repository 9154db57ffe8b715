import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
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
  providers: [ConsentsService, ContactBasesService, ConsentsHolder],
})
export class ConsentsModule {}
