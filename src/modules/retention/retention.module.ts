import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ErasuresModule } from '../erasures/erasures.module.js';
import { RetentionController } from './retention.controller.js';
import { RetentionReader } from './retention.reader.js';
import { RetentionRule, RetentionRun } from './retention-rule.entity.js';
import { RetentionService } from './retention.service.js';
import { RetentionWork } from './retention-work.js';

@Module({
  imports: [TypeOrmModule.forFeature([RetentionRule, RetentionRun]), AuditModule, ErasuresModule],
  controllers: [RetentionController],
  providers: [RetentionService, RetentionReader, RetentionWork],
})
export class RetentionModule {}
