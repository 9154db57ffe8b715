import { Module } from '@nestjs/common';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { ReminderMailsModule } from '../reminder-mails/reminder-mails.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { InAppDelivery } from './in-app-delivery.js';
import { ReminderDelivery, ReminderDispatcher } from './reminder-dispatcher.js';

@Module({
  imports: [RemindersModule, PreferencesModule, ReminderMailsModule],
  providers: [InAppDelivery, ReminderDelivery, ReminderDispatcher],
  exports: [ReminderDispatcher],
})
export class ReminderDeliveryModule {}
