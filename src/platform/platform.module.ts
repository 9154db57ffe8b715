import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { pino } from 'pino';
import { Clock } from '../kernel/clock.js';
import { CreatedOnce } from './database/created-once.entity.js';
import { DatabaseModule } from './database/database.module.js';
import { Sweeper } from './database/sweeper.js';
import { HealthController } from './health/health.controller.js';
import { HealthRegistry } from './health/health.registry.js';
import { Metrics } from './health/metrics.js';
import { MetricsController } from './health/metrics.controller.js';
import { PermissionMarks } from './http/permission-marks.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Log, LOG_STREAM } from './logging/log.js';
import { Mailer } from './mail/mailer.js';
import { PLATFORM, type Platform } from './platform-options.js';
import { JobQueue } from './queue/job-queue.js';

/** Plumbing that knows no feature, given to every module. */
@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform): DynamicModule {
    const shared = [Clock, Log, HealthRegistry, Metrics, JobQueue, Sweeper, Mailer];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, DatabaseModule, TypeOrmModule.forFeature([CreatedOnce])],
      controllers: [HealthController, MetricsController],
      providers: [
        ...shared,
        { provide: PLATFORM, useValue: platform },
        { provide: LOG_STREAM, useFactory: () => pino.destination(1) },
        ProblemFilter,
        PermissionMarks,
      ],
      exports: [...shared, PLATFORM],
    };
  }
}
