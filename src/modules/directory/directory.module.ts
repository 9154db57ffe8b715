import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/companies.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryReader } from './directory.reader.js';
import { SearchReader } from './search.reader.js';
import { TimelineReader } from './timeline.reader.js';

@Module({
  imports: [CompaniesModule, SettingsModule],
  controllers: [DirectoryController],
  providers: [DirectoryReader, TimelineReader, SearchReader],
  exports: [DirectoryReader],
})
export class DirectoryModule {}
