import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { UsersModule } from '../users/users.module.js';
import { SessionController } from './session.controller.js';
import { Session } from './session.entity.js';
import { SessionGuard } from './session.guard.js';
import { SessionsService } from './sessions.service.js';
import { ViewAs } from './view-as.js';

@Module({
  imports: [TypeOrmModule.forFeature([Session]), AuditModule, UsersModule],
  controllers: [SessionController],
  providers: [SessionsService, ViewAs, { provide: APP_GUARD, useClass: SessionGuard }],
})
export class AuthModule {}
