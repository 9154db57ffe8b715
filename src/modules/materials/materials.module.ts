import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { DeliveriesService } from './deliveries.service.js';
import { Material, MaterialDelivery } from './material.entity.js';
import { MaterialsController } from './materials.controller.js';
import { MaterialsReader } from './materials.reader.js';
import { MaterialsService } from './materials.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Material, MaterialDelivery]), UsersModule, CompaniesModule, ContactsModule],
  controllers: [MaterialsController],
  providers: [MaterialsService, DeliveriesService, MaterialsReader],
})
export class MaterialsModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'material-deliveries',
      entity: MaterialDelivery,
      linked: 'x.contact_id = $1::uuid',
      shows: ['onDate', 'channel'],
    }));
  }
}
