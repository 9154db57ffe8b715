import { Module } from '@nestjs/common';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { MailClaims } from './mail-claims.js';
import { MailDelivery } from './mail-delivery.js';
import { MailQueue } from './mail-queue.js';
import { MailReconciler } from './mail-reconciler.js';

@Module({
  imports: [RemindersModule, PreferencesModule],
  providers: [MailQueue, MailClaims, MailDelivery, MailReconciler],
  exports: [MailQueue, MailDelivery, MailReconciler],
})
export class ReminderMailsModule {}
