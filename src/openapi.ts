import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { openApiDocument } from './openapi-document.js';
import { readConfig } from './platform/config/config.js';
import { httpAdapter } from './platform/http/set-up-http.js';

/** `node dist/openapi.js FILE` writes the contract without a database: the modules are read, not run. */
const platform = { ...readConfig({}), databaseUrl: 'postgresql://nowhere/none' };
const app = await NestFactory.create(AppModule.with(platform), httpAdapter(platform), { preview: true, logger: false });
app.setGlobalPrefix('api');
await writeFile(process.argv[2] ?? 'docs/openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
process.exit(0);
