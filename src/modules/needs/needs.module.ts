import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { Need } from './need.entity.js';
import { NeedsController } from './needs.controller.js';
import { NeedsService } from './needs.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Need]), CompaniesModule],
  controllers: [NeedsController],
  providers: [NeedsService],
  exports: [NeedsService],
})
export class NeedsModule {}
