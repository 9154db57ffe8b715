import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { TermsModule } from '../terms/terms.module.js';
import { Target, TargetPart, TargetProgress } from './target.entity.js';
import { TargetsController } from './targets.controller.js';
import { TargetsReader } from './targets.reader.js';
import { TargetsService } from './targets.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Target, TargetPart, TargetProgress]), CompaniesModule, TermsModule],
  controllers: [TargetsController],
  providers: [TargetsService, TargetsReader],
})
export class TargetsModule {}
