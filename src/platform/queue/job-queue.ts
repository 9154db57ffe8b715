import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { createPostgresBackend, type Job, type JobsOptions, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { HealthRegistry } from '../health/health.registry.js';
import { Log } from '../logging/log.js';
import { PLATFORM, type Platform } from '../platform-options.js';
import { QUEUE_NAME } from './queue-name.js';

const ENQUEUE_TIMEOUT_MS = 1_000;
const CLOSE_TIMEOUT_MS = 10_000;

/** Does the work that a row asks for; loads the row by id, so that running twice does no harm. */
export type JobHandler = (id: string) => Promise<void>;

interface JobData {
  id: string;
}

interface AnyQueue {
  addBulk(jobs: { name: string; data: JobData; opts: JobsOptions }[]): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface AnyWorker {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job<JobData> | undefined, error: Error) => void): unknown;
  close(): Promise<void>;
}

/**
 * Carries hints "look at this row now" to a worker: through Redis when `REDIS_URL` is set, else through PostgreSQL.
 * A hint may be lost or come twice; the row is the truth, and whoever owns the row looks for forgotten ones itself.
 */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private queue: AnyQueue | undefined;
  private worker: AnyWorker | undefined;
  /** BullMQ leaves those it was given open. */
  private readonly connections: Redis[] = [];

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly log: Log,
    private readonly health: HealthRegistry,
  ) {}

  /** Called by a feature while the program starts; a second handler for the same kind stops the boot. */
  handle(kind: string, handler: JobHandler): void {
    if (this.handlers.has(kind)) throw new Error(`Two handlers for jobs of the kind ${kind}`);
    this.handlers.set(kind, handler);
  }

  /**
   * Sends the hint; call it after the commit. `attempt` tells one hint for a row from the next. Gives up after a
   * second and says so in the log, because the row will be found anyway.
   */
  async enqueue(kind: string, id: string, attempt: number): Promise<void> {
    await this.enqueueAll(kind, [{ id, attempt }]);
  }

  /** The same for many rows at once. */
  async enqueueAll(kind: string, hints: readonly { id: string; attempt: number }[]): Promise<void> {
    if (!this.handlers.has(kind)) throw new Error(`No handler for jobs of the kind ${kind}`);
    if (hints.length === 0) return;
    const jobs = hints.map(({ id, attempt }) => ({
      name: kind,
      data: { id },
      opts: { jobId: `${kind}-${id}-${attempt}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
    }));
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('The queue did not answer in time')), ENQUEUE_TIMEOUT_MS).unref();
    });
    try {
      await Promise.race([this.queue?.addBulk(jobs), late]);
    } catch (error) {
      this.log.failure(error, { job: kind, hints: hints.length });
    }
  }

  /** With the queue in PostgreSQL it fails when that is away: BullMQ would remember a failed first try for ever. */
  async onApplicationBootstrap(): Promise<void> {
    this.queue = this.openQueue();
    this.queue.on('error', (error) => this.log.failure(error, { part: 'queue' }));
    this.health.register({ name: 'queue', check: async () => (await this.queue?.waitUntilReady(), null) });
    const inPostgres = this.platform.redisUrl === null;
    if (inPostgres) await this.queue.waitUntilReady();
    if (!this.platform.roles.includes('worker')) return;
    this.worker = this.openWorker(async (job) => {
      const handler = this.handlers.get(job.name);
      if (!handler) throw new Error(`No handler for jobs of the kind ${job.name}`);
      await handler(job.data.id);
    });
    this.worker.on('error', (error) => this.log.failure(error, { part: 'worker' }));
    this.worker.on('failed', (job, error) => this.log.failure(error, { job: job?.name, id: job?.data.id }));
    if (inPostgres) await this.worker.waitUntilReady();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref());
    await Promise.race([this.worker?.close(), deadline]);
    await Promise.race([this.queue?.close(), deadline]);
    for (const connection of this.connections) connection.disconnect();
  }

  private openQueue(): AnyQueue {
    const { redisUrl, databaseUrl } = this.platform;
    if (redisUrl) return new Queue<JobData>(QUEUE_NAME, { connection: this.connect(redisUrl, false) });
    const postgres = withBackend(createPostgresBackend);
    return new postgres.Queue<JobData>(QUEUE_NAME, { connection: { connectionString: databaseUrl, max: 2 } });
  }

  private openWorker(process: (job: Pick<Job<JobData>, 'name' | 'data'>) => Promise<void>): AnyWorker {
    const { redisUrl, databaseUrl } = this.platform;
    const options = { concurrency: 8, maxStalledCount: 50 };
    if (redisUrl) {
      return new Worker<JobData>(QUEUE_NAME, process, { ...options, connection: this.connect(redisUrl, true) });
    }
    const postgres = withBackend(createPostgresBackend);
    return new postgres.Worker<JobData>(QUEUE_NAME, process, {
      ...options,
      connection: { connectionString: databaseUrl, max: 3 },
    });
  }

  /** A worker waits for Redis to come back, at most a second between tries; a sender fails at once. */
  private connect(url: string, patient: boolean): Redis {
    const connection = new Redis(url, {
      maxRetriesPerRequest: patient ? null : 1,
      enableOfflineQueue: patient,
      retryStrategy: (tries) => Math.min(tries * 100, 1_000),
    });
    this.connections.push(connection);
    return connection;
  }
}
