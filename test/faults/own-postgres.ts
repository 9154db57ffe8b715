import path from 'node:path';
import { MIGRATIONS } from '../../src/migrations/migrations.js';
import { chooseLayout, type ServerLayout } from '../../src/platform/database/embedded-layout.js';
import { run, runningServer } from '../../src/platform/database/embedded-process.js';
import { type EmbeddedDatabase, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { newDataDir, onDatabase } from '../../bench/bench-database.js';
import type { Cleanup } from '../../bench/cleanup.js';

/** A migrated PostgreSQL of the run's own, that can be hurt. It writes to disk as in production. */
export class OwnPostgres {
  readonly url: string;
  private readonly database: EmbeddedDatabase;
  private readonly layout: ServerLayout;

  private constructor(database: EmbeddedDatabase, layout: ServerLayout) {
    this.url = database.appUrl;
    this.database = database;
    this.layout = layout;
  }

  static async start(cleanup: Cleanup): Promise<OwnPostgres> {
    const dataDir = await newDataDir(cleanup);
    const database = await startEmbeddedPostgres({ dataDir, say: () => undefined });
    const server = new OwnPostgres(database, await chooseLayout(dataDir, () => undefined));
    cleanup.add(() => server.stop());
    const { ownerUrl, appUrl } = database;
    await migrate({ ownerUrl, appUrl, migrations: MIGRATIONS, queueInPostgres: true });
    return server;
  }

  /** Every connection to the database, whoever holds it. */
  async killBackends(): Promise<void> {
    await onDatabase(this.database.superuserUrl, (client) =>
      client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'haandslag'"),
    );
  }

  /** Every process of the server ends at once, nothing is written; it comes back on the same port and recovers. */
  async restart(): Promise<void> {
    await this.control('restart', '-m', 'immediate', '-w', '-l', path.join(this.layout.folder, 'server.log'));
  }

  private async stop(): Promise<void> {
    await this.database.stop();
    // After a restart it is another process than the one that was started.
    if (await runningServer(this.data)) await this.control('stop', '-m', 'immediate', '-w');
  }

  private get data(): string {
    return path.join(this.layout.folder, 'data');
  }

  private async control(...args: string[]): Promise<void> {
    const { ok, output } = await run(path.join(this.layout.bin, 'pg_ctl'), ['-D', this.data, ...args], this.layout.account);
    if (!ok) throw new Error(output);
  }
}
