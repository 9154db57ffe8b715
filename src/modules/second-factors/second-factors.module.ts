import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { GuessLimitsModule } from '../guess-limits/guess-limits.module.js';
import { CodesService } from './codes.service.js';
import { ProofsService } from './proofs.service.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactorsController } from './second-factors.controller.js';
import { SecondFactorsService } from './second-factors.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([SecondFactor, RecoveryCode]), AuditModule, GuessLimitsModule],
  controllers: [SecondFactorsController],
  providers: [SecondFactorsService, CodesService, ProofsService],
  exports: [CodesService, ProofsService],
})
export class SecondFactorsModule {}
