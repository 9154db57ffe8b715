import { setTimeout as wait } from 'node:timers/promises';
import { FAULTS, type Fault, planFaults, type Random } from './fault-plan.js';
import { FAULT_TIMINGS } from './fault-kind.js';
import type { Fleet } from './fleet.js';
import type { RunOptions, Stage } from './stage.js';

/** Longer than a lease, so that the worker wakes up when its mail is no longer its own. */
const STOPPED_MS = FAULT_TIMINGS.leaseMs + 3_000;

/** Faults of one lane wait for each other, those of different lanes happen at the same time. */
const LANES: readonly (readonly Fault[])[] = [
  ['worker SIGKILL'],
  ['worker SIGSTOP past its lease'],
  ['all database backends killed', 'PostgreSQL immediate restart'],
  ['Redis SIGKILL', 'Redis FLUSHALL'],
];

/** Does what the plan says, from `start` on; answers how often each fault really happened. */
export async function doFaults(
  { seconds }: RunOptions,
  stage: Stage,
  fleet: Fleet,
  random: Random,
  start: number,
): Promise<Map<Fault, number>> {
  const { postgres, redis } = stage;
  const acts: Record<Fault, () => Promise<void>> = {
    'worker SIGKILL': () => fleet.killOne(random),
    'worker SIGSTOP past its lease': () => fleet.stopOne(random, STOPPED_MS),
    'all database backends killed': () => postgres.killBackends(),
    'PostgreSQL immediate restart': () => postgres.restart(),
    'Redis SIGKILL': async () => await redis?.restart(),
    'Redis FLUSHALL': async () => await redis?.flush(),
  };
  const plan = planFaults(FAULTS.filter((fault) => redis !== undefined || !fault.startsWith('Redis')), seconds, random);
  const happened = new Map<Fault, number>();
  await Promise.all(
    LANES.map(async (lane) => {
      for (const { fault, atMs } of plan.filter((one) => lane.includes(one.fault))) {
        await wait(Math.max(0, start + atMs - Date.now()));
        await acts[fault]();
        happened.set(fault, (happened.get(fault) ?? 0) + 1);
      }
    }),
  );
  return happened;
}
