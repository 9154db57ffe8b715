import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { PLATFORM, type Platform } from '../platform-options.js';

/** Where lines go; a test puts a memory stream in its place. */
export const LOG_STREAM = Symbol('LOG_STREAM');

/**
 * Structured lines, one JSON object each, times in UTC. What is logged is ids, routes and codes: no body, no query
 * text, no name, no mail address. Errors are logged with their stack but a database error without its detail line,
 * because PostgreSQL quotes values there.
 */
@Injectable()
export class Log implements LoggerService {
  readonly pino: Logger;

  constructor(@Inject(PLATFORM) platform: Platform, @Inject(LOG_STREAM) stream: DestinationStream) {
    this.pino = pino(
      { level: platform.logLevel, base: { roles: platform.roles }, timestamp: stdTimeFunctions.isoTime },
      stream,
    );
  }

  /** A thing that failed and that somebody who runs the system should see. */
  failure(error: unknown, context: Readonly<Record<string, unknown>>): void {
    this.pino.error({ ...context, error: describe(error) }, 'failure');
  }

  log(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error({ context: rest.at(-1) }, message instanceof Error ? message.message : String(message));
  }
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { name: error.name, code, message: error.message, stack: error.stack };
}
