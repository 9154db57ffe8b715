import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** A proxy says that it passed this request on, whether it is trusted or not. */
export function isForwarded(request: FastifyRequest): boolean {
  return FORWARDING_HEADERS.some((header) => request.headers[header] !== undefined);
}

/** The request was made on this machine, and nothing says that a proxy passed it on. */
export function isFromThisMachine(request: FastifyRequest): boolean {
  return LOOPBACK.test(request.socket.remoteAddress ?? '') && !isForwarded(request);
}
