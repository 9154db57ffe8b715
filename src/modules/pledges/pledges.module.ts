import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { TermsModule } from '../terms/terms.module.js';
import { FulfilmentsService } from './fulfilments.service.js';
import { Pledge, PledgeFulfilment } from './pledge.entity.js';
import { PledgesController } from './pledges.controller.js';
import { PledgesReader } from './pledges.reader.js';
import { PledgesService } from './pledges.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Pledge, PledgeFulfilment]), CompaniesModule, TermsModule],
  controllers: [PledgesController],
  providers: [PledgesService, FulfilmentsService, PledgesReader],
  exports: [FulfilmentsService, PledgesReader],
})
export class PledgesModule {}
