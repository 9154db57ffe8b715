import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditController } from './audit.controller.js';
import { AuditErasure } from './audit-erasure.js';
import { AuditEvent, AuditPersonal } from './audit-event.entity.js';
import { AuditReader } from './audit.reader.js';
import { AuditReads } from './audit-reads.js';
import { AuditService } from './audit.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditEvent, AuditPersonal])],
  controllers: [AuditController],
  providers: [AuditService, AuditReads, AuditErasure, AuditReader],
  exports: [AuditService, AuditReads, AuditErasure, AuditReader],
})
export class AuditModule {}
