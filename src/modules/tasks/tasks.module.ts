import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { FreeTextHolder } from '../contacts/free-text-holder.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { ReminderRulesModule } from '../reminder-rules/reminder-rules.module.js';
import { TaskReminders } from './task-reminders.js';
import { TaskSeries } from '../recurrences/task-series.entity.js';
import { RecurringTasks } from './recurring-tasks.js';
import { Task } from './task.entity.js';
import { TaskWrites } from './task-writes.js';
import { TasksController } from './tasks.controller.js';
import { TasksReader } from './tasks.reader.js';
import { TasksService } from './tasks.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Task, TaskSeries]), UsersModule, CompaniesModule, ContactsModule, ReminderRulesModule,
  ],
  controllers: [TasksController],
  providers: [TasksService, TasksReader, TaskReminders, TaskWrites, RecurringTasks],
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
    holders.register(new FreeTextHolder({
      name: 'task-series',
      entity: TaskSeries,
      linked: "x.subject_type = 'contact' AND x.subject_id = $1::uuid",
      near: 'x.company_id IS NULL OR x.company_id = ANY($2::uuid[])',
      shows: ['startOn'],
    }));
  }
}
