import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
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
    TermsModule,
  ],
  controllers: [NetworksController],
  providers: [NetworksService, NetworkLifeService, NetworksReader],
})
export class NetworksModule {}
