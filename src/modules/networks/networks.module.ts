import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { TermsModule } from '../terms/terms.module.js';
import { NetworkLifeService } from './network-life.service.js';
import { Network, NetworkMeeting, NetworkMeetingParticipant, NetworkMembership } from './network.entity.js';
import { NetworksController } from './networks.controller.js';
import { NetworksReader } from './networks.reader.js';
import { NetworksService } from './networks.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Network, NetworkMembership, NetworkMeeting, NetworkMeetingParticipant]),
    UsersModule,
    CompaniesModule,
    ContactsModule,
    TermsModule,
  ],
  controllers: [NetworksController],
  providers: [NetworksService, NetworkLifeService, NetworksReader],
})
export class NetworksModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'networks',
      entity: Network,
      near:
        'EXISTS (SELECT 1 FROM network_membership m' +
        ' WHERE m.network_id = x.id AND m.company_id = ANY($2::uuid[]))',
      shows: [],
    }));
    holders.register(new FreeTextHolder({
      name: 'network-meetings',
      entity: NetworkMeeting,
      near:
        'EXISTS (SELECT 1 FROM network_membership m' +
        ' WHERE m.network_id = x.network_id AND m.company_id = ANY($2::uuid[]))',
      shows: ['heldOn'],
    }));
  }
}
