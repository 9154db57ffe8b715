import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Metrics } from '../health/metrics.js';
import { Log } from '../logging/log.js';
import { PLATFORM, type Platform } from '../platform-options.js';
import { bearerOf } from './bearer.js';
import { tagVersions } from './etag.js';
import { JsonOnlyGuard } from './json-only.guard.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { recordRequests } from './request-log.js';
import { answerSocket, securityHeaders } from './security-headers.js';
import { problemOfStatus } from './status-problems.js';
import { BodyAndQueryPipe } from './validation.pipe.js';

/** Largest JSON body in bytes; room for a visit with everything, and for saying which field of a huge one is too long. */
const BODY_LIMIT = 1_000_000;
const UPLOAD_LIMIT = 4_000_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The Fastify server: request ids, body limit, proxies by number of hops. */
export function httpAdapter(platform: Pick<Platform, 'trustProxy' | 'publicUrl'>): FastifyAdapter {
  const headers = securityHeaders(platform.publicUrl);
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: (_address: string, hop: number) => hop < platform.trustProxy,
    // Such names are let through to the validation, which refuses them with a pointer.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    routerOptions: { maxParamLength: 200 },
    // What the router cannot read, such as %ff, never reaches hooks or the filter.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(problemOfStatus(400), request, reply.headers({ ...headers, 'x-request-id': request.id })),
    clientErrorHandler: (error: { code?: string }, socket: Socket) => answerSocket(error, socket, headers),
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && UUID.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
  });
}

/** Everything between the socket and the controllers, for the program and the tests alike. */
export async function setUpHttp(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const headers = securityHeaders(app.get<Platform>(PLATFORM).publicUrl);
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 5, fieldSize: 20_000 } });
  // At the beginning, because a stream of events is written past the hooks at the end.
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isCrossSiteWrite(request.method, request.headers) ? problemOfStatus(403) : undefined);
  });
  tagVersions(fastify);
  recordRequests(fastify, app.get(Log), app.get(Metrics));
  app.setGlobalPrefix('api');
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useGlobalPipes(new BodyAndQueryPipe());
  app.useGlobalGuards(new JsonOnlyGuard());
}

/** A browser on another site's page sends a write with our cookie; programs send neither header or a token, and pass. */
function isCrossSiteWrite(method: string, headers: IncomingHttpHeaders): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method) || bearerOf(headers) !== null) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin, host } = headers;
  return typeof origin === 'string' && URL.parse(origin)?.host !== host;
}
