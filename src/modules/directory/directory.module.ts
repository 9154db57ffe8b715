import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryReader } from './directory.reader.js';
import { SearchReader } from './search.reader.js';
import { TimelineReader } from './timeline.reader.js';

@Module({
  imports: [AuditModule, CompaniesModule, SettingsModule],
  controllers: [DirectoryController],
  providers: [DirectoryReader, TimelineReader, SearchReader],
  exports: [DirectoryReader],
})
export class DirectoryModule {}
