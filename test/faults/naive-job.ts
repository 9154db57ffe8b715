import { QUEUE_NAME } from '../../src/platform/queue/queue-name.js';

/** The one whose tables the program's role may use. */
export const NAIVE_QUEUE = QUEUE_NAME;

export interface NaiveJob {
  id: string;
  title: string;
  to: string;
}
