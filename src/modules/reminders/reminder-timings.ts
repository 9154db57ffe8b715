/** Injection token of {@link ReminderTimings}. */
export const REMINDER_TIMINGS = Symbol('REMINDER_TIMINGS');

/** All in milliseconds. The order matters: silence of the relay < `leaseMs` − `sendWithinMs`. */
export interface ReminderTimings {
  /** Between two looks of the dispatcher, plus up to half of it at random. */
  readonly tickMs: number;
  /** A row given to the queue and not claimed for so long is given again. */
  readonly requeueAfterMs: number;
  /** For so long only the one who claimed a row may send it. */
  readonly leaseMs: number;
  /** The content of a mail is begun within this time of the claim, or not at all. */
  readonly sendWithinMs: number;
  /** What the relay accepted stands in its log after this time at the latest. */
  readonly logAfterMs: number;
  /** After a refusal: this, doubled each time, at most six hours. */
  readonly retryMs: number;
}

export const DEFAULT_TIMINGS: ReminderTimings = {
  tickMs: 3_000,
  requeueAfterMs: 120_000,
  leaseMs: 60_000,
  sendWithinMs: 30_000,
  logAfterMs: 30_000,
  retryMs: 30_000,
};

const LONGEST_RETRY_MS = 6 * 3_600_000;

/** How long to wait before the next try, given the number of tries so far (1 or more). */
export function retryAfterMs({ retryMs }: ReminderTimings, attempt: number): number {
  return Math.min(retryMs * 2 ** Math.min(attempt - 1, 20), LONGEST_RETRY_MS);
}
