import type { FastifyInstance } from 'fastify';

/** Gives every single resource its `ETag: "<version>"`, and a GET that has it already an empty 304. */
export function tagVersions(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request, reply, payload: unknown, done) => {
    const version = (payload as { version?: unknown } | null | undefined)?.version;
    if (typeof version !== 'number') return done(null, payload);
    const etag = `"${version}"`;
    void reply.header('etag', etag);
    const isKnown = request.method === 'GET' && request.headers['if-none-match'] === etag;
    if (isKnown) void reply.status(304).removeHeader('content-type');
    done(null, isKnown ? undefined : payload);
  });
}
