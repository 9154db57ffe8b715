import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ReminderRulesModule } from '../reminder-rules/reminder-rules.module.js';
import { ActivityReminders } from './activity-reminders.js';
import { ContactGateModule } from '../contact-gate/contact-gate.module.js';
import { TermsModule } from '../terms/terms.module.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesReader } from './activities.reader.js';
import { ActivitiesService } from './activities.service.js';
import { Activity, ActivityParticipation } from './activity.entity.js';
import { ParticipationsService } from './participations.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Activity, ActivityParticipation]),
    UsersModule,
    CompaniesModule,
    ReminderRulesModule,
    TermsModule,
    ContactGateModule,
  ],
  controllers: [ActivitiesController],
  providers: [ActivitiesService, ParticipationsService, ActivitiesReader, ActivityReminders],
})
export class ActivitiesModule {}
