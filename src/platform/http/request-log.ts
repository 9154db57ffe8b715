import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../health/metrics.js';
import type { Log } from '../logging/log.js';

/** One line and one measurement per answer: the route's pattern, never the address, which may hold a name. */
export function recordRequests(fastify: FastifyInstance, log: Log, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, seconds);
    log.pino.info(
      {
        requestId: request.id,
        userId: request.actor?.userId,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}
