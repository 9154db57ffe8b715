import { ForwardOnly } from './forward-only.js';

/** Marks a database that holds the sample municipality, so that every page and report can say so. */
export class SampleMark1795298400016 extends ForwardOnly {
  protected readonly statements = ['ALTER TABLE settings ADD sample_data boolean NOT NULL DEFAULT false'];
}
