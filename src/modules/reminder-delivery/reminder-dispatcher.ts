import {
  type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit,
} from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { InAppDelivery } from './in-app-delivery.js';
import { MailDelivery } from '../reminder-mails/mail-delivery.js';
import { MAIL_JOB, MailQueue } from '../reminder-mails/mail-queue.js';
import { MailReconciler } from '../reminder-mails/mail-reconciler.js';
import { REMINDER_TIMINGS, type ReminderTimings } from '../reminders/reminder-timings.js';

/** Mails that one process sends at the same time without the queue. */
const DIRECT_AT_ONCE = 8;

/** What it takes to deliver; one object, so that the timer below is all that the dispatcher is about. */
@Injectable()
export class ReminderDelivery {
  constructor(
    readonly inApp: InAppDelivery,
    readonly mails: MailQueue,
    readonly mail: MailDelivery,
    readonly reconciler: MailReconciler,
    readonly mailer: Mailer,
  ) {}
}

/**
 * Looks for due reminders on a plain timer, in every worker process: a lost queue, or a database that was away, is
 * made up for at the next look. Any number of workers may look at the same time.
 */
@Injectable()
export class ReminderDispatcher implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly delivery: ReminderDelivery,
    private readonly jobs: JobQueue,
    private readonly log: Log,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(REMINDER_TIMINGS) private readonly timings: ReminderTimings,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(MAIL_JOB, (id) => this.delivery.mail.handle(id));
  }

  onApplicationBootstrap(): void {
    if (this.platform.roles.includes('worker')) this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Everything that is due now; tests call it by hand. What fails keeps nothing else from being done. */
  async look(): Promise<void> {
    const reconciled = this.reconcile();
    const send = () => this.sendMails();
    const outcomes = await Promise.allSettled([this.notify(), reconciled, reconciled.then(send, send)]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async notify(): Promise<void> {
    while ((await this.delivery.inApp.deliver()) && !this.stopped);
  }

  private async reconcile(): Promise<void> {
    await this.delivery.reconciler.markAbandoned();
    await this.delivery.reconciler.reconcile();
  }

  private async sendMails(): Promise<void> {
    const { mails, mailer } = this.delivery;
    if (!mailer.isConfigured) return await mails.dropAll();
    for (let more = true; more && !this.stopped; ) {
      const batch = await mails.take();
      await this.sendDirectly(batch.direct);
      more = batch.more;
    }
  }

  /** One that fails is found again when it has waited for so long once more. */
  private async sendDirectly(ids: readonly string[]): Promise<void> {
    const left = ids.values();
    const sendNext = async () => {
      for (const id of left) {
        if (this.stopped) return;
        await this.delivery.mail.handle(id).catch((error: unknown) => this.log.failure(error, { part: 'reminders', id }));
      }
    };
    await Promise.all(Array.from({ length: DIRECT_AT_ONCE }, sendNext));
  }

  private plan(): void {
    if (this.stopped) return;
    const pause = this.timings.tickMs * (1 + Math.random() / 2);
    this.timer = setTimeout(() => {
      this.running = this.look()
        .catch((error: unknown) => this.log.failure(error, { part: 'reminders' }))
        .finally(() => this.plan());
    }, pause);
  }
}
