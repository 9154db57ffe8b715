import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { UsersModule } from '../users/users.module.js';
import { LinkRequest } from './link-request.entity.js';
import { OneTimeLink } from './one-time-link.entity.js';
import { OneTimeLinksController } from './one-time-links.controller.js';
import { OneTimeLinksService } from './one-time-links.service.js';
import { SentLinksService } from './sent-links.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([OneTimeLink, LinkRequest]), AuditModule, AuthModule, UsersModule],
  controllers: [OneTimeLinksController],
  providers: [OneTimeLinksService, SentLinksService],
  exports: [OneTimeLinksService],
})
export class OneTimeLinksModule {}
