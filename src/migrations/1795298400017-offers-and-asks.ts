import { ForwardOnly } from './forward-only.js';

/** What the municipality asked of the company at a visit, and the number of the job order that answers a need. */
export class OffersAndAsks1795298400017 extends ForwardOnly {
  protected readonly statements = [
    'ALTER TABLE visit ADD asks text CHECK (length(asks) BETWEEN 1 AND 2000)',
    'ALTER TABLE need ADD job_order_number text CHECK (length(job_order_number) BETWEEN 1 AND 40)',
  ];
}
