import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ReminderRulesModule } from '../reminder-rules/reminder-rules.module.js';
import { AgreementReminders } from './agreement-reminders.js';
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
    ReminderRulesModule,
    TermsModule,
  ],
  controllers: [AgreementsController],
  providers: [AgreementsService, AgreementParts, AgreementsReader, AgreementReminders],
  exports: [AgreementsReader],
})
export class AgreementsModule {}
