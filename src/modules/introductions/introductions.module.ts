import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { Introduction } from './introduction.entity.js';
import { IntroductionsController } from './introductions.controller.js';
import { IntroductionsReader } from './introductions.reader.js';
import { IntroductionsService } from './introductions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Introduction]), UsersModule, CompaniesModule, ContactsModule],
  controllers: [IntroductionsController],
  providers: [IntroductionsService, IntroductionsReader],
})
export class IntroductionsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'introductions',
      entity: Introduction,
      near: 'ARRAY[x.company_id, x.from_company_id, x.other_company_id] && $2::uuid[]',
      shows: ['madeOn', 'outcome'],
    }));
  }
}
