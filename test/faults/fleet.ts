import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { killAndWait, startScript } from './child.js';
import type { Random } from './fault-plan.js';

const POLL_MS = 50;

interface Slot {
  child: ChildProcess;
  /** When it said that it works; undefined while it starts. */
  readyAt: number | undefined;
  stopped: boolean;
}

/** Worker processes that are started again whenever they end. */
export class Fleet {
  /** How often one ended without having been killed by us. */
  endedByThemselves = 0;
  private readonly slots: Slot[] = [];
  private readonly start: () => Promise<ChildProcess>;
  private closed = false;

  constructor(script: string, variables: Record<string, string>, log: string) {
    this.start = () => startScript(script, variables, log);
  }

  /** Resolves when all of them work. */
  async open(size: number): Promise<void> {
    for (let index = 0; index < size; index += 1) await this.fill(index);
    while (this.slots.some(({ readyAt }) => readyAt === undefined)) await wait(POLL_MS);
  }

  /** SIGKILL to one that has worked for a while; resolves once it has gone. */
  async killOne(random: Random): Promise<void> {
    const slot = await this.pick(random, 200 + random() * 1_800);
    await killAndWait(slot.child);
  }

  /** SIGSTOP to one that works, and SIGCONT after so long. */
  async stopOne(random: Random, milliseconds: number): Promise<void> {
    const slot = await this.pick(random, 0);
    slot.stopped = true;
    slot.child.kill('SIGSTOP');
    await wait(milliseconds);
    slot.child.kill('SIGCONT');
    slot.stopped = false;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.slots.map(({ child }) => killAndWait(child)));
  }

  private async pick(random: Random, workedForMs: number): Promise<Slot> {
    for (;;) {
      const since = performance.now() - workedForMs;
      const ready = this.slots.filter(({ readyAt, stopped }) => !stopped && readyAt !== undefined && readyAt <= since);
      const slot = ready[Math.floor(random() * ready.length)];
      if (slot) return slot;
      await wait(POLL_MS);
    }
  }

  private async fill(index: number): Promise<void> {
    const child = await this.start();
    const slot: Slot = { child, readyAt: undefined, stopped: false };
    this.slots[index] = slot;
    child.once('message', () => (slot.readyAt = performance.now()));
    child.once('exit', (_code, signal) => {
      slot.readyAt = undefined;
      if (this.closed) return;
      if (signal !== 'SIGKILL') this.endedByThemselves += 1;
      void this.fill(index);
    });
    if (this.closed) await killAndWait(child);
  }
}
