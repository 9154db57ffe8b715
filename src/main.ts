import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app.js';
import { linkPath } from './modules/one-time-links/issue-link.js';
import { OneTimeLinksService } from './modules/one-time-links/one-time-links.service.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './modules/sample-data/demo-accounts.js';
import { openDatabase } from './open-database.js';
import { type Config, readConfig } from './platform/config/config.js';
import { ConfigError } from './platform/config/config-values.js';

const STOP_WITHIN_MS = 25_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function start(config: Config): Promise<void> {
  const database = await openDatabase(config, say);
  let app: NestFastifyApplication | undefined;
  const stop = async (code: number): Promise<never> => {
    setTimeout(() => process.exit(code || 1), STOP_WITHIN_MS).unref();
    await app?.close();
    await database.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
  try {
    app = await createApp(database.platform);
    if (config.roles.includes('web')) await listen(app, config);
    else say('Håndslag arbejder (worker).');
  } catch (error) {
    explain(error, config);
    await stop(1);
  }
}

async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.listen(config.port, config.host);
  const address = config.publicUrl?.href ?? (await app.getUrl()).replace('127.0.0.1', 'localhost');
  say(`\nHåndslag kører på ${address}`);
  say(`  Kontrakt:  ${new URL('/api/openapi.json', address).href}`);
  say(`  Helbred:   ${new URL('/api/health/ready', address).href}`);
  if (config.sampleData && config.publicUrl === null) {
    say(`  Prøvekonti (adgangskode ${DEMO_PASSWORD}, virker kun på denne maskine):`);
    for (const { email, name } of DEMO_ACCOUNTS) say(`    ${email.padEnd(28)}${name}`);
  }
  if (!config.sampleData) await showSetUpLink(app, address);
  say('  Stop med Ctrl+C.\n');
}

/** Until there is somebody who can administer, every start gives a link that makes the first administrator. */
async function showSetUpLink(app: NestFastifyApplication, address: string): Promise<void> {
  const token = await app.get(OneTimeLinksService).setUpToken();
  if (!token) return;
  say('  Der er ingen administrator endnu. Opret den første her (linket virker én gang, i et døgn):');
  say(`    ${new URL(linkPath(token), address).href}`);
}

function explain(error: unknown, config: Config): void {
  if ((error as { code?: unknown }).code === 'EADDRINUSE') {
    console.error(
      `Port ${config.port} er optaget af et andet program. Vælg en anden, for eksempel: PORT=${config.port + 1} npm start\n` +
        `Port ${config.port} is taken. Choose another with PORT, for example: PORT=${config.port + 1} npm start`,
    );
    return;
  }
  console.error(error);
}

try {
  await start(readConfig(process.env));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
