import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule } from './platform/platform.module.js';
import type { Platform } from './platform/platform-options.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { TermsModule } from './modules/terms/terms.module.js';
import { SettingsModule } from './modules/settings/settings.module.js';
import { OutboxModule } from './modules/outbox/outbox.module.js';
import { AuditChainModule } from './modules/audit-chain/audit-chain.module.js';
import { TeamsModule } from './modules/teams/teams.module.js';
import { UsersModule } from './modules/users/users.module.js';
import { GuessLimitsModule } from './modules/guess-limits/guess-limits.module.js';
import { SecondFactorsModule } from './modules/second-factors/second-factors.module.js';
import { ApiTokensModule } from './modules/api-tokens/api-tokens.module.js';
import { AuthModule } from './modules/auth/auth.module.js';
import { RemindersModule } from './modules/reminders/reminders.module.js';
import { ReminderRulesModule } from './modules/reminder-rules/reminder-rules.module.js';
import { NotificationsModule } from './modules/notifications/notifications.module.js';
import { PreferencesModule } from './modules/preferences/preferences.module.js';
import { ReminderMailsModule } from './modules/reminder-mails/reminder-mails.module.js';
import { ReminderDeliveryModule } from './modules/reminder-delivery/reminder-delivery.module.js';
import { ReminderDeskModule } from './modules/reminder-desk/reminder-desk.module.js';
import { OidcModule } from './modules/oidc/oidc.module.js';
import { OneTimeLinksModule } from './modules/one-time-links/one-time-links.module.js';
import { CompaniesModule } from './modules/companies/companies.module.js';
import { CadencesModule } from './modules/cadences/cadences.module.js';
import { ContactsModule } from './modules/contacts/contacts.module.js';
import { TasksModule } from './modules/tasks/tasks.module.js';
import { NeedsModule } from './modules/needs/needs.module.js';
import { ConsentsModule } from './modules/consents/consents.module.js';
import { UnsubscribesModule } from './modules/unsubscribes/unsubscribes.module.js';
import { InvitationsModule } from './modules/invitations/invitations.module.js';
import { ContactGateModule } from './modules/contact-gate/contact-gate.module.js';
import { PlaybooksModule } from './modules/playbooks/playbooks.module.js';
import { AgreementsModule } from './modules/agreements/agreements.module.js';
import { ActivitiesModule } from './modules/activities/activities.module.js';
import { NetworksModule } from './modules/networks/networks.module.js';
import { IntroductionsModule } from './modules/introductions/introductions.module.js';
import { MaterialsModule } from './modules/materials/materials.module.js';
import { PledgesModule } from './modules/pledges/pledges.module.js';
import { LabelsModule } from './modules/labels/labels.module.js';
import { TargetsModule } from './modules/targets/targets.module.js';
import { BenchmarksModule } from './modules/benchmarks/benchmarks.module.js';
import { VisitsModule } from './modules/visits/visits.module.js';
import { DirectoryModule } from './modules/directory/directory.module.js';
import { CoverageModule } from './modules/coverage/coverage.module.js';
import { InsightsModule } from './modules/insights/insights.module.js';
import { AccessModule } from './modules/access/access.module.js';
import { ImportsModule } from './modules/imports/imports.module.js';
import { OutreachModule } from './modules/outreach/outreach.module.js';
import { CalendarModule } from './modules/calendar/calendar.module.js';
import { TextChecksModule } from './modules/text-checks/text-checks.module.js';
import { PrivacyModule } from './modules/privacy/privacy.module.js';
import { PrivacyRequestsModule } from './modules/privacy-requests/privacy-requests.module.js';
import { ErasuresModule } from './modules/erasures/erasures.module.js';
import { RetentionModule } from './modules/retention/retention.module.js';
import { SampleDataModule } from './modules/sample-data/sample-data.module.js';

/** Every module in floor order (test/architecture/floors.json): each knows only those above it in this list. */
@Module({})
export class AppModule {
  static with(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(platform),
        AuditModule,
        TermsModule,
        SettingsModule,
        OutboxModule,
        AuditChainModule,
        TeamsModule,
        UsersModule,
        GuessLimitsModule,
        SecondFactorsModule,
        ApiTokensModule,
        AuthModule,
        RemindersModule,
        ReminderRulesModule,
        NotificationsModule,
        PreferencesModule,
        ReminderMailsModule,
        ReminderDeliveryModule,
        ReminderDeskModule,
        OidcModule,
        OneTimeLinksModule,
        CompaniesModule,
        CadencesModule,
        ContactsModule,
        TasksModule,
        NeedsModule,
        ConsentsModule,
        UnsubscribesModule,
        ContactGateModule,
        PlaybooksModule,
        AgreementsModule,
        ActivitiesModule,
        InvitationsModule,
        NetworksModule,
        IntroductionsModule,
        MaterialsModule,
        PledgesModule,
        LabelsModule,
        TargetsModule,
        BenchmarksModule,
        VisitsModule,
        DirectoryModule,
        CoverageModule,
        InsightsModule,
        AccessModule,
        ImportsModule,
        OutreachModule,
        CalendarModule,
        TextChecksModule,
        PrivacyModule,
        PrivacyRequestsModule,
        ErasuresModule,
        RetentionModule,
        SampleDataModule,
      ],
    };
  }
}
