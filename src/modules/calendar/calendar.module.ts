import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { CalendarFeed } from './calendar-feed.entity.js';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarReader } from './calendar.reader.js';

@Module({
  imports: [TypeOrmModule.forFeature([CalendarFeed]), AuditModule],
  controllers: [CalendarFeedsController, CalendarController],
  providers: [CalendarFeedsService, CalendarReader],
})
export class CalendarModule {}
