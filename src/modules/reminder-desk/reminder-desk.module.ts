import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ReminderMailsModule } from '../reminder-mails/reminder-mails.module.js';
import { ReminderDeskController } from './reminder-desk.controller.js';
import { ReminderDesk } from './reminder-desk.service.js';
import { TestMail } from './test-mail.js';

@Module({
  imports: [AuditModule, ReminderMailsModule],
  controllers: [ReminderDeskController],
  providers: [ReminderDesk, TestMail],
})
export class ReminderDeskModule {}
