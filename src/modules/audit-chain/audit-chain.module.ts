import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditBatch } from './audit-batch.entity.js';
import { AuditChainController } from './audit-chain.controller.js';
import { AuditKeeper } from './audit-keeper.js';
import { AuditSealer } from './audit-sealer.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditBatch])],
  controllers: [AuditChainController],
  providers: [AuditSealer, AuditKeeper],
  exports: [AuditSealer, AuditKeeper],
})
export class AuditChainModule {}
