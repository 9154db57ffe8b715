/* The control: what one would write first. A delayed job per reminder; its handler sends; a failure is tried again. */
import { createPostgresBackend, type Job, type WorkerOptions, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { NAIVE_QUEUE, type NaiveJob } from './naive-job.js';

const { REDIS_URL: redisUrl, DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl } = process.env;

async function send({ data: { id, title, to } }: Pick<Job<NaiveJob>, 'data'>): Promise<void> {
  const mail = { from: 'naive@localhost', to, subject: title, text: title, messageId: `<reminder-${id}@localhost>` };
  await createTransport({ url: smtpUrl }).sendMail(mail);
}

process.on('disconnect', () => process.exit());
const options: Omit<WorkerOptions, 'connection'> = { concurrency: 8, lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 50 };
const worker = redisUrl
  ? new Worker<NaiveJob>(NAIVE_QUEUE, send, {
      ...options,
      connection: new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy: () => 500 }),
    })
  : new (withBackend(createPostgresBackend).Worker)<NaiveJob>(NAIVE_QUEUE, send, {
      ...options,
      connection: { connectionString: databaseUrl, max: 3 },
    });
worker.on('error', (error: Error) => console.error(error.message));
await worker.waitUntilReady();
process.send?.('ready');
