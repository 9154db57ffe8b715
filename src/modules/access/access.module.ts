import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PledgesModule } from '../pledges/pledges.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { UsersModule } from '../users/users.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { AccessController } from './access.controller.js';
import { AccessReader } from './access.reader.js';
import { SeenPartnership } from './seen-partnership.js';
import { SeenWork } from './seen-work.js';

@Module({
  imports: [
    ActivitiesModule, AgreementsModule, CompaniesModule, ContactsModule, DirectoryModule, PledgesModule, TasksModule,
    TeamsModule, UsersModule, VisitsModule,
  ],
  controllers: [AccessController],
  providers: [AccessReader, SeenWork, SeenPartnership],
})
export class AccessModule {}
