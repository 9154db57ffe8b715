import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactGateModule } from '../contact-gate/contact-gate.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { UnsubscribesModule } from '../unsubscribes/unsubscribes.module.js';
import { InvitationMails } from './invitation-mails.js';
import { InvitationRecipients } from './invitation-recipients.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';

/** Invitations by mail. */
@Module({
  imports: [RemindersModule, CompaniesModule, ContactGateModule, UnsubscribesModule, ActivitiesModule],
  controllers: [InvitationsController],
  providers: [InvitationMails, InvitationRecipients, InvitationsService],
})
export class InvitationsModule {}
