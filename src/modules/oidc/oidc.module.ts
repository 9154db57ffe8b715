import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { IdentityProvider } from './identity-provider.js';
import { OidcController } from './oidc.controller.js';
import { OidcFlow } from './oidc-flow.entity.js';
import { OidcIdentity } from './oidc-identity.entity.js';
import { OidcService } from './oidc.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([OidcFlow, OidcIdentity]), AuditModule, AuthModule],
  controllers: [OidcController],
  providers: [OidcService, IdentityProvider],
})
export class OidcModule {}
