import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { DatedReminders } from './dated-reminders.js';
import { ReminderRound } from './reminder-round.js';
import { ReminderRule } from './reminder-rule.entity.js';
import { ReminderRulesController } from './reminder-rules.controller.js';
import { ReminderRulesService } from './reminder-rules.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ReminderRule]), AuditModule, RemindersModule],
  controllers: [ReminderRulesController],
  providers: [ReminderRulesService, DatedReminders, ReminderRound],
  exports: [DatedReminders, ReminderRound],
})
export class ReminderRulesModule {}
