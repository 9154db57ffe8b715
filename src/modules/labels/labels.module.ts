import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { TermsModule } from '../terms/terms.module.js';
import { LabelApplication, LabelRound } from './label.entity.js';
import { LabelRoundsService } from './label-rounds.service.js';
import { LabelsController } from './labels.controller.js';
import { LabelsReader } from './labels.reader.js';
import { LabelsService } from './labels.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([LabelRound, LabelApplication]), CompaniesModule, ContactsModule, TermsModule],
  controllers: [LabelsController],
  providers: [LabelsService, LabelRoundsService, LabelsReader],
})
export class LabelsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'labels',
      entity: LabelApplication,
      shows: ['state', 'appliedOn'],
    }));
  }
}
