import { MIGRATIONS } from './migrations/migrations.js';
import type { Config } from './platform/config/config.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { keptSecretKey } from './platform/secrets/kept-secret-key.js';
import type { Platform } from './platform/platform-options.js';

export interface OpenDatabase {
  platform: Platform;
  stop(): Promise<void>;
}

/** Finds the database (given, or the embedded one, which is started) and brings it to the newest state. */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenDatabase> {
  const queueInPostgres = config.redisUrl === null;
  if (config.databaseUrl) {
    if (!config.databaseOwnerUrl) {
      say('Advarsel: DATABASE_OWNER_URL er ikke sat, så programmet ejer selv sine tabeller og kan ændre sin log.');
    }
    if (!config.secretKey) {
      say('Advarsel: SECRET_KEY er ikke sat, så ingen kan slå totrinslogin til.');
    }
    const ownerUrl = config.databaseOwnerUrl ?? config.databaseUrl;
    await migrate({ ownerUrl, appUrl: config.databaseUrl, migrations: MIGRATIONS, queueInPostgres });
    return { platform: { ...config, databaseUrl: config.databaseUrl }, stop: () => Promise.resolve() };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, say });
  try {
    const { ownerUrl, appUrl } = embedded;
    await migrate({ ownerUrl, appUrl, migrations: MIGRATIONS, queueInPostgres });
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  const secretKey = config.secretKey ?? keptSecretKey(config.dataDir);
  return { platform: { ...config, secretKey, databaseUrl: embedded.appUrl }, stop: () => embedded.stop() };
}
