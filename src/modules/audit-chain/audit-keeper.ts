import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Log } from '../../platform/logging/log.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { AuditSealer } from './audit-sealer.js';
import { readHead } from './audit-head.js';

const ROUND_EVERY_MS = 5_000;
const WHOLE_LOOK_EVERY_MS = 10 * 60_000;
const EXPIRE_EVERY_MS = 24 * 3_600_000;

/** The worker's rounds over the log: seals every few seconds and at the end, deletes daily what has expired. */
@Injectable()
export class AuditKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopping = false;
  private wholeLookAt = 0;
  private expireAt = 0;

  constructor(
    private readonly db: DataSource,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly sealer: AuditSealer,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.platform.roles.includes('worker')) this.goOnLater();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.working;
    if (this.platform.roles.includes('worker')) await this.round();
  }

  /** Never rejects: what was not sealed now is sealed in the next round. */
  async round(): Promise<void> {
    this.working ??= this.work()
      .catch((error: unknown) => this.log.failure(error, { part: 'audit' }))
      .finally(() => (this.working = undefined));
    await this.working;
  }

  /** Deletes whole batches older than the setting `auditKeepMonths`; the database's own function decides which. */
  async expire(): Promise<number> {
    let batches = 0;
    for (let some = 1; some > 0 && !this.stopping; batches += some) {
      const [row] = await this.db.query<{ some: number }[]>('SELECT audit_expire() AS some');
      some = row?.some ?? 0;
    }
    if (batches > 0) this.log.pino.info({ batches }, 'audit batches expired');
    return batches;
  }

  private async work(): Promise<void> {
    const now = this.clock.now().getTime();
    const whole = now >= this.wholeLookAt;
    await this.sealer.seal(whole ? 'all' : 'tail');
    if (whole) this.wholeLookAt = now + WHOLE_LOOK_EVERY_MS;
    if (now < this.expireAt || this.stopping) return;
    await this.expire();
    this.expireAt = now + EXPIRE_EVERY_MS;
    this.log.pino.info(await readHead(this.db), 'audit head');
  }

  private goOnLater(): void {
    const jitter = ROUND_EVERY_MS * (0.8 + Math.random() * 0.4);
    this.timer = setTimeout(() => void this.round().finally(() => this.stopping || this.goOnLater()), jitter);
  }
}
