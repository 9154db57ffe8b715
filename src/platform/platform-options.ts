import type { Config } from './config/config.js';

/** Injection token of {@link Platform}. */
export const PLATFORM = Symbol('PLATFORM');

/** The configuration with the database found: given by `DATABASE_URL`, or the embedded one that was started. */
export interface Platform extends Omit<Config, 'databaseUrl'> {
  readonly databaseUrl: string;
}
