import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactGateModule } from '../contact-gate/contact-gate.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { OutreachController } from './outreach.controller.js';
import { OutreachReader } from './outreach.reader.js';
import { OutreachService } from './outreach.service.js';

@Module({
  imports: [CompaniesModule, SettingsModule, ContactGateModule],
  controllers: [OutreachController],
  providers: [OutreachReader, OutreachService],
})
export class OutreachModule {}
