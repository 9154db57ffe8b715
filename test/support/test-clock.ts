import { Clock } from '../../src/kernel/clock.js';

/** A clock that stands still until it is told otherwise. */
export class TestClock extends Clock {
  constructor(private instant = new Date('2026-11-20T09:30:00Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(iso: string): void {
    this.instant = new Date(iso);
  }

  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
}
