import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { prepareApp } from '../../src/create-app.js';
import { Clock } from '../../src/kernel/clock.js';
import type { Role } from '../../src/kernel/permissions.js';
import { readConfig } from '../../src/platform/config/config.js';
import { httpAdapter } from '../../src/platform/http/set-up-http.js';
import { LOG_STREAM } from '../../src/platform/logging/log.js';
import type { Platform } from '../../src/platform/platform-options.js';
import { Api } from './api.js';
import { Factories } from './factories.js';
import { TestClock } from './test-clock.js';
import { type TestDatabase, testDatabase } from './test-database.js';

export interface TestApp {
  app: NestFastifyApplication;
  /** The running program's own connection, with the rights it has. */
  db: DataSource;
  database: TestDatabase;
  clock: TestClock;
  make: Factories;
  url: string;
  /** Every line logged so far. */
  logged: string[];
  /** A caller without a session. */
  anonymous: Api;
  /** A caller signed in as a new user of the role, who may be looked up as `api.user`. */
  as(role: Role, user?: { teamId?: string; companyId?: string }): Promise<Api>;
  close(): Promise<void>;
}

/** The whole program, listening on a free port, on a database of its own and a clock that stands still. */
export async function testApp(changes: Partial<Platform> = {}): Promise<TestApp> {
  const database = await testDatabase();
  const platform: Platform = {
    ...readConfig({ LOG_LEVEL: 'info', SAMPLE_DATA: 'false', HOST: '127.0.0.1' }),
    secretKey: 'k'.repeat(32),
    databaseUrl: database.appUrl,
    roles: ['web'],
    ...changes,
  };
  const clock = new TestClock();
  const logged: string[] = [];
  const module = await Test.createTestingModule({ imports: [AppModule.with(platform)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(LOG_STREAM)
    .useValue({ write: (line: string) => void logged.push(line) })
    .compile();
  const app = await prepareApp(module.createNestApplication<NestFastifyApplication>(httpAdapter(platform), { logger: false }));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const db = app.get(DataSource);
  const make = new Factories(db, clock);
  return {
    app, db, database, clock, make, url, logged,
    anonymous: new Api(url),
    as: async (role, user = {}) => {
      const { id, token } = await make.session(role, user);
      return new Api(url, token, id);
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
