import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { TermsModule } from '../terms/terms.module.js';
import { Target, TargetPart, TargetProgress } from './target.entity.js';
import { TargetsController } from './targets.controller.js';
import { TargetsReader } from './targets.reader.js';
import { TargetsService } from './targets.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Target, TargetPart, TargetProgress]),
    CompaniesModule,
    ContactsModule,
    TermsModule,
  ],
  controllers: [TargetsController],
  providers: [TargetsService, TargetsReader],
})
export class TargetsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'targets',
      entity: Target,
      shows: ['year', 'category'],
    }));
    holders.register(new FreeTextHolder({
      name: 'target-progress',
      entity: TargetProgress,
      near: 'EXISTS (SELECT 1 FROM target t WHERE t.id = x.target_id AND t.company_id = ANY($2::uuid[]))',
      shows: ['onDate'],
    }));
  }
}
