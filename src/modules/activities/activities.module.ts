import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { ContactGateModule } from '../contact-gate/contact-gate.module.js';
import { TermsModule } from '../terms/terms.module.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesReader } from './activities.reader.js';
import { ActivitiesService } from './activities.service.js';
import { Activity, ActivityParticipation } from './activity.entity.js';
import { ParticipationsService } from './participations.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Activity, ActivityParticipation]),
    UsersModule,
    CompaniesModule,
    ContactsModule,
    TermsModule,
    ContactGateModule,
  ],
  controllers: [ActivitiesController],
  providers: [ActivitiesService, ParticipationsService, ActivitiesReader],
  exports: [ActivitiesReader],
})
export class ActivitiesModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'activities',
      entity: Activity,
      linked:
        'EXISTS (SELECT 1 FROM activity_participation p' +
        ' WHERE p.activity_id = x.id AND p.contact_id = $1::uuid)',
      near:
        'EXISTS (SELECT 1 FROM activity_participation p' +
        ' WHERE p.activity_id = x.id AND p.company_id = ANY($2::uuid[]))',
      shows: ['startsAt', 'state'],
    }));
    holders.register(new FreeTextHolder({
      name: 'activity-participations',
      entity: ActivityParticipation,
      linked: 'x.contact_id = $1::uuid',
      shows: ['answer', 'attended'],
    }));
  }
}
