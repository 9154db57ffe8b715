import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { ReminderRulesModule } from '../reminder-rules/reminder-rules.module.js';
import { PledgeReminders } from './pledge-reminders.js';
import { TermsModule } from '../terms/terms.module.js';
import { FulfilmentsService } from './fulfilments.service.js';
import { Pledge, PledgeFulfilment } from './pledge.entity.js';
import { PledgesController } from './pledges.controller.js';
import { PledgesReader } from './pledges.reader.js';
import { PledgesService } from './pledges.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Pledge, PledgeFulfilment]), CompaniesModule, TermsModule, ReminderRulesModule],
  controllers: [PledgesController],
  providers: [PledgesService, FulfilmentsService, PledgesReader, PledgeReminders],
  exports: [FulfilmentsService],
})
export class PledgesModule {}
