import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { PrivacyRequestsModule } from '../privacy-requests/privacy-requests.module.js';
import { ContactErasure } from './contact-erasure.js';
import { Erasure, ErasureHold } from './erasure.entity.js';
import { ErasuresController } from './erasures.controller.js';
import { ErasuresReader } from './erasures.reader.js';
import { ErasuresService } from './erasures.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Erasure, ErasureHold]),
    AuditModule,
    CompaniesModule,
    ContactsModule,
    PrivacyModule,
    PrivacyRequestsModule,
  ],
  controllers: [ErasuresController],
  providers: [ContactErasure, ErasuresService, ErasuresReader],
  exports: [ContactErasure, ErasuresReader],
})
export class ErasuresModule {}
