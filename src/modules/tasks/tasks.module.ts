import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { Task } from './task.entity.js';
import { TasksController } from './tasks.controller.js';
import { TasksReader } from './tasks.reader.js';
import { TasksService } from './tasks.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Task]), UsersModule, CompaniesModule, ContactsModule],
  controllers: [TasksController],
  providers: [TasksService, TasksReader],
  exports: [TasksService, TasksReader],
})
export class TasksModule {
  constructor(holders: PersonHolders) {
    holders.register(new FreeTextHolder({
      name: 'tasks',
      entity: Task,
      linked: "x.subject_type = 'contact' AND x.subject_id = $1::uuid",
      near: 'x.company_id IS NULL OR x.company_id = ANY($2::uuid[])',
      shows: ['dueOn', 'state'],
    }));
  }
}
