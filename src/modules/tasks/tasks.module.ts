import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { Task } from './task.entity.js';
import { TasksController } from './tasks.controller.js';
import { TasksReader } from './tasks.reader.js';
import { TasksService } from './tasks.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Task]), UsersModule, CompaniesModule],
  controllers: [TasksController],
  providers: [TasksService, TasksReader],
  exports: [TasksService, TasksReader],
})
export class TasksModule {}
