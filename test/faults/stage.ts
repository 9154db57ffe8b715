import { randomUUIDv7 } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { onDatabase } from '../../bench/bench-database.js';
import type { Cleanup } from '../../bench/cleanup.js';
import { freePort } from '../support/redis.js';
import { firstMessage, killAndWait, startScript } from './child.js';
import { OwnPostgres } from './own-postgres.js';
import { OwnRedis } from './own-redis.js';

export interface RunOptions {
  /** Of each channel. */
  readonly reminders: number;
  /** Over which they are due, and over which faults are planned. */
  readonly seconds: number;
  readonly seed: number;
  /** Keep the folder with the logs. */
  readonly keep: boolean;
}

/** What hands the hints from one worker to another. `closed`: REDIS_URL is set, and nobody listens there. */
export type QueueKind = 'postgres' | 'redis' | 'closed';

export interface AcceptedMail {
  messageId: string;
  subject: string;
}

const USERS = 20;

/** The servers of one run, all its own: PostgreSQL, Redis, a relay, colleagues to remind. */
export class Stage {
  readonly folder: string;
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis | undefined;
  readonly userIds: readonly string[];
  /** What a worker is started with. */
  readonly variables: Readonly<Record<string, string>>;
  private readonly sink: ChildProcess;

  private constructor(parts: Pick<Stage, 'folder' | 'postgres' | 'redis' | 'userIds' | 'variables'>, sink: ChildProcess) {
    this.folder = parts.folder;
    this.postgres = parts.postgres;
    this.redis = parts.redis;
    this.userIds = parts.userIds;
    this.variables = parts.variables;
    this.sink = sink;
  }

  static async set(cleanup: Cleanup, queue: QueueKind, { seed, keep }: RunOptions): Promise<Stage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'haandslag-faults-'));
    if (keep) console.log(`logs in ${folder}`);
    else cleanup.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    await chmod(folder, 0o755);
    const postgres = await OwnPostgres.start(cleanup);
    const redis = queue === 'redis' ? await OwnRedis.start(cleanup, folder) : undefined;
    const files = { log: path.join(folder, 'mail.log'), accepted: path.join(folder, 'accepted') };
    for (const file of Object.values(files)) await writeFile(file, '');
    const sinkVariables = { SINK_LOG: files.log, SINK_ACCEPTED: files.accepted, SINK_SEED: String(seed) };
    const sink = await startScript('sink.ts', sinkVariables, path.join(folder, 'sink.log'));
    cleanup.add(() => killAndWait(sink));
    const port = Number(await firstMessage(sink));
    const redisUrl = queue === 'closed' ? `redis://127.0.0.1:${await freePort()}` : redis?.url;
    return new Stage(
      {
        folder, postgres, redis,
        userIds: await insertUsers(postgres.url),
        variables: {
          DATABASE_URL: postgres.url, SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_LOG: files.log, ROLES: 'worker',
          LOG_LEVEL: 'warn', SAMPLE_DATA: 'false', ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        },
      },
      sink,
    );
  }

  /** What the relay has accepted so far, each copy once. */
  async accepted(): Promise<AcceptedMail[]> {
    const lines = (await readFile(path.join(this.folder, 'accepted'), 'utf8')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as AcceptedMail);
  }

  /** How often the relay refused for a while, and hung up after it had accepted. */
  async relayFaults(): Promise<{ refused: number; cut: number }> {
    const answer = firstMessage(this.sink);
    this.sink.send('counts');
    return (await answer) as { refused: number; cut: number };
  }
}

/** Colleagues who want every mail singly and are never quiet. */
export async function insertUsers(url: string): Promise<string[]> {
  return await onDatabase(url, async (client) => {
    const ids = Array.from({ length: USERS }, () => randomUUIDv7());
    await client.query(
      `INSERT INTO app_user (id, email, name, role)
       SELECT id, 'fault-' || id || '@test.invalid', 'Fault', 'consultant' FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    await client.query(
      `INSERT INTO preference (id, quiet_from, quiet_to, quiet_weekends) SELECT id, 0, 0, false FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    return ids;
  });
}
