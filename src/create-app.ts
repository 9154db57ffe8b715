import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { openApiDocument } from './openapi-document.js';
import { httpAdapter, setUpHttp } from './platform/http/set-up-http.js';
import { serveStartPage } from './platform/http/start-page.js';
import { Log } from './platform/logging/log.js';
import type { Platform } from './platform/platform-options.js';

/** The whole program on a migrated database, ready to listen. */
export async function createApp(platform: Platform): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(platform), httpAdapter(platform), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Log));
  return await prepareApp(app);
}

/** What stands around the modules, for the program and for tests that put doubles in their places. */
export async function prepareApp(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  await setUpHttp(app);
  const fastify = app.getHttpAdapter().getInstance();
  let contract: ReturnType<typeof openApiDocument> | undefined;
  fastify.get('/api/openapi.json', () => (contract ??= openApiDocument(app)));
  serveStartPage(fastify);
  return await app.init();
}
