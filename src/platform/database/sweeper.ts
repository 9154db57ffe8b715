import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { PLATFORM, type Platform } from '../platform-options.js';

const EVERY_MS = 10 * 60_000;

/** Deletes what has had its day: every ten minutes in each worker, whatever features have registered. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sweeps = new Map<string, () => Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly log: Log,
  ) {}

  /** Called while the program starts; `sweep` may run in several workers at the same time. */
  register(name: string, sweep: () => Promise<void>): void {
    this.sweeps.set(name, sweep);
  }

  /** Runs every sweep; one that fails is logged and keeps none of the others. */
  async sweep(): Promise<void> {
    for (const [name, sweep] of this.sweeps) {
      await sweep().catch((error: unknown) => this.log.failure(error, { sweep: name }));
    }
  }

  onApplicationBootstrap(): void {
    if (!this.platform.roles.includes('worker')) return;
    this.timer = setInterval(() => void this.sweep(), EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
