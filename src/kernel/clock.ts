import { todayInCopenhagen } from './local-date.js';

/** The only source of "now"; tests put a fixed one in its place. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Today's date in Europe/Copenhagen as `YYYY-MM-DD`. */
  today(): string {
    return todayInCopenhagen(this.now());
  }
}
