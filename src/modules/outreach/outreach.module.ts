import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/companies.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { OutreachController } from './outreach.controller.js';
import { OutreachReader } from './outreach.reader.js';
import { OutreachService } from './outreach.service.js';

@Module({
  imports: [CompaniesModule, SettingsModule],
  controllers: [OutreachController],
  providers: [OutreachReader, OutreachService],
})
export class OutreachModule {}
