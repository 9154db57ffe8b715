import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { Redis } from 'ioredis';
import type { Cleanup } from '../../bench/cleanup.js';
import { freePort, untilPrinted } from '../support/redis.js';
import { killAndWait } from './child.js';

/** Whether runs with Redis can be made; on CI they must, and fail. */
export const redisServerFound = Boolean(process.env['CI']) || spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of the run's own, that keeps its data on disk as in production (AOF, every second) and can be hurt. */
export class OwnRedis {
  readonly url: string;
  private readonly folder: string;
  private readonly port: number;
  private server: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.url = `redis://127.0.0.1:${port}`;
    this.folder = folder;
    this.port = port;
  }

  static async start(cleanup: Cleanup, folder: string): Promise<OwnRedis> {
    const redis = new OwnRedis(folder, await freePort());
    cleanup.add(() => redis.stop());
    await redis.launch();
    return redis;
  }

  /** SIGKILL; comes back on the same port with what its file holds. */
  async restart(): Promise<void> {
    await this.stop();
    await this.launch();
  }

  async flush(): Promise<void> {
    const client = new Redis(this.url, { retryStrategy: () => null });
    await client.flushall();
    client.disconnect();
  }

  private async stop(): Promise<void> {
    if (this.server) await killAndWait(this.server);
  }

  private async launch(): Promise<void> {
    const settings = { port: this.port, bind: '127.0.0.1', dir: this.folder, save: '', appendonly: 'yes', 'maxmemory-policy': 'noeviction' };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.server = spawn('redis-server', args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    await untilPrinted(this.server, 'Ready to accept connections');
  }
}
