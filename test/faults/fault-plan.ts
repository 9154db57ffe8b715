/** What is done to the processes of a run. */
export const FAULTS = [
  'worker SIGKILL',
  'worker SIGSTOP past its lease',
  'all database backends killed',
  'PostgreSQL immediate restart',
  'Redis SIGKILL',
  'Redis FLUSHALL',
] as const;
export type Fault = (typeof FAULTS)[number];

/** How many of each happen in a minute. */
const PER_MINUTE: Record<Fault, number> = {
  'worker SIGKILL': 40,
  'worker SIGSTOP past its lease': 6,
  'all database backends killed': 11,
  'PostgreSQL immediate restart': 3,
  'Redis SIGKILL': 6,
  'Redis FLUSHALL': 13,
};

export interface PlannedFault {
  readonly fault: Fault;
  /** Milliseconds after the first reminder is due. */
  readonly atMs: number;
}

export type Random = () => number;

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** At least one of each, at random times, in the order of time. */
export function planFaults(faults: readonly Fault[], seconds: number, random: Random): PlannedFault[] {
  return faults
    .flatMap((fault) => Array<Fault>(Math.max(1, Math.round((PER_MINUTE[fault] * seconds) / 60))).fill(fault))
    .map((fault) => ({ fault, atMs: random() * seconds * 1_000 }))
    .sort((a, b) => a.atMs - b.atMs);
}
