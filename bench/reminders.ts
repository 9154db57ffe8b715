import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { FAULT_KIND } from '../test/faults/fault-kind.js';
import { firstMessage, killAndWait, startScript } from '../test/faults/child.js';
import { insertUsers } from '../test/faults/stage.js';
import { testRedis } from '../test/support/redis.js';
import { redisServerFound } from '../test/faults/own-redis.js';
import { benchDatabase, onDatabase } from './bench-database.js';
import type { Cleanup } from './cleanup.js';
import { median, printRatio } from './rounds.js';

const POLL_MS = 100;
/** Jobs given to BullMQ in one call. */
const CHUNK = 1_000;
/** Of a worker of the program, and of the bare one. */
const AT_ONCE = 8;

interface Bench {
  readonly databaseUrl: string;
  /** Unset: the queue is in PostgreSQL. */
  readonly redisUrl?: string;
  readonly smtpUrl: string;
  readonly folder: string;
  readonly userIds: readonly string[];
  readonly rounds: number;
}

/** Seconds until one worker has delivered what is due in one minute, against bare BullMQ on the same servers. */
export async function benchReminders(cleanup: Cleanup): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      reminders: { type: 'string', default: '100000' },
      mails: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const [reminders, mails] = [Number(values.reminders), Number(values.mails)];
  const folder = await mkdtemp(path.join(tmpdir(), 'haandslag-bench-reminders-'));
  cleanup.add(() => rm(folder, { recursive: true }));
  const databaseUrl = await benchDatabase(cleanup);
  const userIds = await insertUsers(databaseUrl);
  const smtpUrl = await startSink(cleanup, folder);
  const postgres: Bench = { databaseUrl, smtpUrl, folder, userIds, rounds: Number(values.rounds) };
  await compare('reminders-in-app-postgres', postgres, 'in_app', reminders, () => Promise.resolve());
  const send = sender(smtpUrl);
  await compare('reminders-email-postgres', postgres, 'email', mails, send);
  if (!redisServerFound) return console.log('No redis-server here: no figures for Redis.');
  const redis = await testRedis();
  cleanup.add(() => Promise.resolve(redis.stop()));
  await compare('reminders-in-app-redis', { ...postgres, redisUrl: redis.url }, 'in_app', reminders, () => Promise.resolve());
  await compare('reminders-email-redis', { ...postgres, redisUrl: redis.url }, 'email', mails, send);
}

type Channel = 'in_app' | 'email';

async function compare(name: string, bench: Bench, channel: Channel, count: number, job: () => Promise<void>): Promise<void> {
  const ratios: number[] = [];
  for (let round = 1; round <= bench.rounds; round += 1) {
    const ours = count / (await deliver(bench, channel, count));
    const theirs = count / (await finishJobs(bench, count, job));
    ratios.push(ours / theirs);
    console.log(`${name} round ${round}: ${count} reminders ${ours.toFixed(0)}/s, bare BullMQ ${theirs.toFixed(0)}/s`);
  }
  printRatio(name, median(ratios));
}

/** From the commit that made them due until all are sent. */
async function deliver(bench: Bench, channel: Channel, count: number): Promise<number> {
  const { databaseUrl, redisUrl, smtpUrl, folder, userIds } = bench;
  const variables = {
    DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl, ROLES: 'worker', LOG_LEVEL: 'warn', SAMPLE_DATA: 'false',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  };
  const worker = await startScript('worker.ts', variables, path.join(folder, 'worker.log'));
  try {
    await firstMessage(worker);
    return await onDatabase(databaseUrl, async (client) => {
      await client.query('TRUNCATE reminder, notification');
      await client.query(
        `INSERT INTO reminder (id, dedupe_key, kind, subject_id, occurrence, channel, recipient_type, recipient_id, due_at)
         SELECT gen_random_uuid(), $1 || '|' || n, $1, gen_random_uuid(), 'Bench ' || n, $2, 'user',
           ($4::uuid[])[1 + n % array_length($4::uuid[], 1)], now() - random() * interval '1 minute'
         FROM generate_series(1, $3::int) AS n`,
        [FAULT_KIND.name, channel, count, userIds],
      );
      const begun = performance.now();
      const open = "SELECT FROM reminder WHERE state IN ('scheduled', 'queued', 'sending', 'unknown') LIMIT 1";
      while ((await client.query(open)).rowCount !== 0) await wait(POLL_MS);
      const seconds = (performance.now() - begun) / 1_000;
      const { rows } = await client.query<{ sent: number }>("SELECT count(*)::int AS sent FROM reminder WHERE state = 'sent'");
      if (rows[0]?.sent !== count) throw new Error(`${rows[0]?.sent} of ${count} were sent`);
      return seconds;
    });
  } finally {
    await killAndWait(worker);
  }
}

/** Adds the jobs in bulk and works on them, in this process. */
async function finishJobs({ databaseUrl, redisUrl }: Bench, count: number, job: () => Promise<void>): Promise<number> {
  const { queue, worker, close } = redisUrl ? inRedis(redisUrl, job) : inPostgres(databaseUrl, job);
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  const begun = performance.now();
  let finished = 0;
  const all = new Promise<void>((resolve) => {
    worker.on('completed', () => {
      finished += 1;
      if (finished === count) resolve();
    });
  });
  void worker.run();
  for (let added = 0; added < count; added += CHUNK) {
    const opts = { removeOnComplete: true };
    await queue.addBulk(
      Array.from({ length: Math.min(CHUNK, count - added) }, (_none, n) => ({ name: 'job', data: { id: added + n }, opts })),
    );
  }
  await all;
  const seconds = (performance.now() - begun) / 1_000;
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  close();
  return seconds;
}

const QUEUE = 'bench';

function inRedis(url: string, job: () => Promise<void>) {
  const connections = [1, 2].map(() => new Redis(url, { maxRetriesPerRequest: null }));
  const [connection, blocking] = connections as [Redis, Redis];
  return {
    queue: new Queue(QUEUE, { connection }),
    worker: new Worker(QUEUE, job, { connection: blocking, concurrency: AT_ONCE, autorun: false }),
    close: () => connections.forEach((one) => one.disconnect()),
  };
}

function inPostgres(connectionString: string, job: () => Promise<void>) {
  const postgres = withBackend(createPostgresBackend);
  const connection = { connectionString, max: 3 };
  return {
    queue: new postgres.Queue(QUEUE, { connection }),
    worker: new postgres.Worker(QUEUE, job, { connection, concurrency: AT_ONCE, autorun: false }),
    close: () => undefined,
  };
}

/** The same mail as the program's, a connection each. */
function sender(smtpUrl: string): () => Promise<void> {
  return async () => {
    const text = 'Bench';
    await createTransport({ url: smtpUrl }).sendMail({ from: 'a@localhost', to: 'b@localhost', subject: text, text, html: text });
  };
}

async function startSink(cleanup: Cleanup, folder: string): Promise<string> {
  const [log, accepted] = [path.join(folder, 'mail.log'), path.join(folder, 'accepted')];
  for (const file of [log, accepted]) await writeFile(file, '');
  const variables = { SINK_LOG: log, SINK_ACCEPTED: accepted, SINK_SEED: '1', SINK_FAULTS: 'none' };
  const sink: ChildProcess = await startScript('sink.ts', variables, path.join(folder, 'sink.log'));
  cleanup.add(() => killAndWait(sink));
  return `smtp://127.0.0.1:${Number(await firstMessage(sink))}`;
}
