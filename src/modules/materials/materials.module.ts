import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { DeliveriesService } from './deliveries.service.js';
import { Material, MaterialDelivery } from './material.entity.js';
import { MaterialsController } from './materials.controller.js';
import { MaterialsReader } from './materials.reader.js';
import { MaterialsService } from './materials.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Material, MaterialDelivery]), UsersModule, CompaniesModule],
  controllers: [MaterialsController],
  providers: [MaterialsService, DeliveriesService, MaterialsReader],
})
export class MaterialsModule {}
