import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageReader } from './coverage.reader.js';

@Module({ imports: [SettingsModule], controllers: [CoverageController], providers: [CoverageReader] })
export class CoverageModule {}
