import { randomUUIDv7 } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { onDatabase } from '../../bench/bench-database.js';
import type { Cleanup } from '../../bench/cleanup.js';
import { ReminderKinds } from '../../src/modules/reminders/reminder-kinds.js';
import { ReminderLedger } from '../../src/modules/reminders/reminder-ledger.js';
import { databaseOptions } from '../../src/platform/database/database-options.js';
import { doFaults } from './fault-driver.js';
import { FAULT_KIND } from './fault-kind.js';
import { type Fault, seededRandom } from './fault-plan.js';
import { Fleet } from './fleet.js';
import { NAIVE_QUEUE, type NaiveJob } from './naive-job.js';
import { type QueueKind, type RunOptions, Stage } from './stage.js';
import { type Tally, tally } from './tally.js';

export interface DesignResult {
  readonly faults: ReadonlyMap<Fault, number>;
  readonly workersEnded: number;
  readonly relay: { readonly refused: number; readonly cut: number };
  readonly mail: Tally;
  /** The control has no other channel. */
  readonly inApp?: Tally;
  /** From the first that is due until nothing is open any more. */
  readonly seconds: number;
  /** How many rows ended in which state. */
  readonly states: string;
}

interface Due {
  readonly title: string;
  readonly userId: string;
  readonly at: Date;
}

const WORKERS = 3;
const DRAIN_WITHIN_MS = 180_000;
/** Planning one takes less. */
const PLANNING_MS = 6;

/** The reminder ledger of the program. */
export async function runLedger(cleanup: Cleanup, queue: QueueKind, options: RunOptions): Promise<DesignResult> {
  const stage = await Stage.set(cleanup, queue, options);
  const random = seededRandom(options.seed);
  const start = Date.now() + 2_000 + options.reminders * PLANNING_MS;
  const wanted = reminders(stage, options, start);
  await plan(stage.postgres.url, wanted);
  const { faults, fleet } = await hurt(cleanup, 'worker.ts', stage, options, random, start);
  const open = "kind = 'fault-test' AND state IN ('scheduled', 'queued', 'sending', 'unknown')";
  const count = async (where: string) =>
    await onDatabase(stage.postgres.url, async (client) => {
      const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM reminder WHERE ${where}`);
      return Number(rows[0]?.count);
    });
  await until(async () => (await count(open)) === 0, DRAIN_WITHIN_MS);
  const seconds = (Date.now() - start) / 1_000;
  const [notified, states] = await onDatabase(stage.postgres.url, async (client) => [
    (await client.query<{ title: string }>(`SELECT title ->> 'da' AS title FROM notification`)).rows,
    (await client.query<{ text: string }>(
      `SELECT string_agg(line, ', ' ORDER BY line) AS text FROM
         (SELECT channel || ' ' || state || ' ' || count(*) AS line FROM reminder GROUP BY channel, state) AS lines`,
    )).rows,
  ]);
  const titles = wanted.map(({ title }) => title);
  return {
    faults, seconds,
    workersEnded: fleet.endedByThemselves,
    relay: await stage.relayFaults(),
    mail: tally(titles, (await stage.accepted()).map(({ subject }) => subject), await count("state = 'unknown'")),
    inApp: tally(titles, notified.map(({ title }) => title), 0),
    states: states[0]?.text ?? '',
  };
}

/** The control: delayed jobs that send. */
export async function runNaive(cleanup: Cleanup, queue: QueueKind, options: RunOptions): Promise<DesignResult> {
  const stage = await Stage.set(cleanup, queue, options);
  const random = seededRandom(options.seed);
  const start = Date.now() + 2_000 + options.reminders * PLANNING_MS;
  const wanted = reminders(stage, options, start);
  const naive = naiveQueue(stage);
  await naive.addBulk(
    wanted.map(({ title, at }) => {
      const id = randomUUIDv7();
      const opts = { delay: at.getTime() - Date.now(), attempts: 10, backoff: 500, removeOnComplete: true, removeOnFail: true };
      return { name: 'send', data: { id, title, to: 'naive@test.invalid' }, opts };
    }),
  );
  const { faults, fleet } = await hurt(cleanup, 'naive-worker.ts', stage, options, random, start);
  await until(async () => (await naive.getJobCountByTypes('waiting', 'active', 'delayed')) === 0, DRAIN_WITHIN_MS / 3);
  const seconds = (Date.now() - start) / 1_000;
  await naive.close();
  const arrived = (await stage.accepted()).map(({ subject }) => subject);
  return {
    faults, seconds,
    workersEnded: fleet.endedByThemselves,
    relay: await stage.relayFaults(),
    mail: tally(wanted.map(({ title }) => title), arrived, 0),
    states: '',
  };
}

function naiveQueue({ redis, postgres }: Stage) {
  if (redis) {
    const connection = new Redis(redis.url, { retryStrategy: () => 500, maxRetriesPerRequest: null });
    connection.on('error', () => undefined);
    const queue = new Queue<NaiveJob>(NAIVE_QUEUE, { connection });
    queue.on('error', () => undefined);
    return Object.assign(queue, { close: async () => (connection.disconnect(), await Promise.resolve()) });
  }
  const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
  const queue = new PostgresQueue<NaiveJob>(NAIVE_QUEUE, { connection: { connectionString: postgres.url, max: 2 } });
  queue.on('error', () => undefined);
  return queue;
}

function reminders({ userIds }: Stage, options: RunOptions, start: number): Due[] {
  return Array.from({ length: options.reminders }, (_none, index) => ({
    title: `Fault ${index}`,
    userId: userIds[index % userIds.length] ?? '',
    at: new Date(start + (index / options.reminders) * options.seconds * 1_000),
  }));
}

/** As a feature does it, through the ledger. */
async function plan(url: string, wanted: readonly Due[]): Promise<void> {
  const kinds = new ReminderKinds();
  kinds.register(FAULT_KIND);
  const ledger = new ReminderLedger(kinds);
  const db = await new DataSource(databaseOptions(url)).initialize();
  await db.transaction(async (tx) => {
    for (const { title, userId, at } of wanted) {
      await ledger.plan(tx, FAULT_KIND.name, randomUUIDv7(), [{ occurrence: title, dueAt: at, recipientId: userId }]);
    }
  });
  await db.destroy();
}

async function hurt(
  cleanup: Cleanup, script: string, stage: Stage, options: RunOptions, random: () => number, start: number,
): Promise<{ faults: Map<Fault, number>; fleet: Fleet }> {
  const fleet = new Fleet(script, stage.variables, path.join(stage.folder, 'workers.log'));
  cleanup.add(() => fleet.close());
  await fleet.open(WORKERS);
  await wait(Math.max(0, start - Date.now()));
  return { faults: await doFaults(options, stage, fleet, random, start), fleet };
}

async function until(isDone: () => Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline && !(await isDone())) await wait(1_000);
}
