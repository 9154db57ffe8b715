import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** From where a request came. */
export interface Caller {
  /** Follows as many proxies as `TRUST_PROXY` says. */
  readonly address: string;
  /** What the browser or program calls itself. */
  readonly agent: string | null;
}

export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { address: ip, agent: headers['user-agent'] ?? null };
});
