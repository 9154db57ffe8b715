import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.js';
import { problemOfStatus } from './status-problems.js';

/** The version a PATCH or DELETE was made on, from `If-Match: "<version>"`; without it the answer is 428. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const version = versionOf(context);
  if (version === null) throw problemOfStatus(428);
  return version;
});

/** For a POST that moves a record from one state to the next: checked when the client sends it, null when not. */
export const OptionalIfMatch = createParamDecorator((_data: unknown, context: ExecutionContext) => versionOf(context));

function versionOf(context: ExecutionContext): number | null {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) return null;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version) return Number(version);
  throw new Problem(400, 'if-match-unreadable', {
    da: 'If-Match skal være det ETag, du fik, for eksempel "3".',
    en: 'If-Match must be the ETag you were given, such as "3".',
  });
}
