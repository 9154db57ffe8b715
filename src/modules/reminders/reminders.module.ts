import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Reminder } from './reminder.entity.js';
import { ReminderKinds } from './reminder-kinds.js';
import { ReminderLedger } from './reminder-ledger.js';
import { DEFAULT_TIMINGS, REMINDER_TIMINGS } from './reminder-timings.js';

@Module({
  imports: [TypeOrmModule.forFeature([Reminder])],
  providers: [ReminderKinds, ReminderLedger, { provide: REMINDER_TIMINGS, useValue: DEFAULT_TIMINGS }],
  exports: [ReminderKinds, ReminderLedger, REMINDER_TIMINGS],
})
export class RemindersModule {}
