import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { AuditModule } from '../audit/audit.module.js';
import { UsersModule } from '../users/users.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ImportCommit } from './import-commit.js';
import { ImportChunk, ImportFailure, ImportRun } from './import-run.entity.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ImportRun, ImportChunk, ImportFailure]),
    AuditModule,
    UsersModule,
    SettingsModule,
  ],
  controllers: [ImportsController],
  providers: [ImportsService, ImportCommit],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly commit: ImportCommit,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('imports.commit', () => this.commit.sweep());
  }
}
