/* The whole program in the roles of ROLES, but minutes are seconds and there is one more kind of reminder. */
import { flushCompileCache } from 'node:module';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import 'reflect-metadata';
import { AppModule } from '../../src/app.module.js';
import { prepareApp } from '../../src/create-app.js';
import { ReminderKinds } from '../../src/modules/reminders/reminder-kinds.js';
import { REMINDER_TIMINGS } from '../../src/modules/reminders/reminder-timings.js';
import { readConfig } from '../../src/platform/config/config.js';
import { httpAdapter } from '../../src/platform/http/set-up-http.js';
import { FAULT_KIND, FAULT_TIMINGS } from './fault-kind.js';

process.on('disconnect', () => process.exit());
const config = readConfig(process.env);
const platform = { ...config, databaseUrl: config.databaseUrl ?? '' };
const module = await Test.createTestingModule({ imports: [AppModule.with(platform)] })
  .overrideProvider(REMINDER_TIMINGS)
  .useValue(FAULT_TIMINGS)
  .compile();
module.get(ReminderKinds, { strict: false }).register(FAULT_KIND);
const app = await prepareApp(module.createNestApplication<NestFastifyApplication>(httpAdapter(platform), { logger: false }));
if (config.roles.includes('web')) await app.listen(config.port, config.host);
process.send?.('ready');
flushCompileCache(); // the next one starts sooner
