import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiTokensModule } from '../api-tokens/api-tokens.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { GuessLimitsModule } from '../guess-limits/guess-limits.module.js';
import { SecondFactorsModule } from '../second-factors/second-factors.module.js';
import { UsersModule } from '../users/users.module.js';
import { OwnPasswordService } from './own-password.service.js';
import { SessionController } from './session.controller.js';
import { Session } from './session.entity.js';
import { SessionGuard } from './session.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { ViewAs } from './view-as.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Session]), AuditModule, UsersModule, GuessLimitsModule, SecondFactorsModule,
    ApiTokensModule,
  ],
  controllers: [SessionController, SessionsController],
  providers: [
    SessionsService, SignInService, OwnPasswordService, ViewAs, { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [SessionsService],
})
export class AuthModule {}
