import { Module } from '@nestjs/common';
import { InsightsController } from './insights.controller.js';
import { InsightsReader } from './insights.reader.js';

@Module({ controllers: [InsightsController], providers: [InsightsReader] })
export class InsightsModule {}
