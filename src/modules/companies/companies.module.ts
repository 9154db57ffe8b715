import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { UsersModule } from '../users/users.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { CompaniesController } from './companies.controller.js';
import { CompaniesReader } from './companies.reader.js';
import { CompaniesService } from './companies.service.js';
import { CompanyChanges } from './company-changes.js';
import { Company } from './company.entity.js';
import { CompanyEmployment, WorkplaceEmployment } from './employment.entity.js';
import { Workplace } from './workplace.entity.js';
import { WorkplacesController } from './workplaces.controller.js';
import { WorkplacesService } from './workplaces.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Company, Workplace, CompanyEmployment, WorkplaceEmployment]),
    AuditModule,
    UsersModule,
    OutboxModule,
    SettingsModule,
  ],
  controllers: [CompaniesController, WorkplacesController],
  providers: [CompaniesService, CompaniesReader, CompanyChanges, WorkplacesService],
  exports: [CompaniesReader, CompanyChanges],
})
export class CompaniesModule {}
