import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.js';
import { Log } from '../logging/log.js';
import { problemOfDatabaseError } from '../database/database-problem.js';
import { languageOf } from './language.js';
import { problemOfStatus } from './status-problems.js';

/** Makes every failure an RFC 9457 document; what was not foreseen is logged and answered as a bare 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.failure(error, { requestId: request.id, route: request.routeOptions.url });
    sendProblem(problem, request, reply);
  }
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(problem.status)
    .headers(problem.headers)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(problemDocument(problem, request));
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const fromDatabase = problemOfDatabaseError(error);
  if (fromDatabase) return fromDatabase;
  if (error instanceof HttpException) return problemOfStatus(error.getStatus());
  const { statusCode } = error as { statusCode?: unknown };
  return problemOfStatus(typeof statusCode === 'number' && statusCode < 500 ? statusCode : 500);
}

/** The body of RFC 9457 in the language of the request. */
export function problemDocument(problem: Problem, request: Pick<FastifyRequest, 'id' | 'headers'>) {
  const language = languageOf(request.headers['accept-language']);
  return {
    type: `urn:haandslag:problem:${problem.code}`,
    title: problemOfStatus(problem.status).text[language],
    status: problem.status,
    code: problem.code,
    detail: problem.text[language],
    instance: `urn:uuid:${request.id}`,
    errors: problem.fields.map(({ pointer, code, text }) => ({ pointer, code, detail: text[language] })),
  };
}
