import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform-options.js';

/** `__Host-` binds the cookie to this host over HTTPS; plain only for http://localhost. */
function cookieOf({ publicUrl }: Pick<Platform, 'publicUrl'>) {
  const secure = publicUrl?.protocol === 'https:';
  return {
    name: secure ? '__Host-session' : 'session',
    options: { path: '/', httpOnly: true, sameSite: 'strict', secure } as const,
  };
}

export function readSessionCookie(platform: Platform, request: FastifyRequest): string | undefined {
  return request.cookies[cookieOf(platform).name];
}

export function setSessionCookie(platform: Platform, reply: FastifyReply, token: string): void {
  const { name, options } = cookieOf(platform);
  void reply.setCookie(name, token, options);
}

export function clearSessionCookie(platform: Platform, reply: FastifyReply): void {
  const { name, options } = cookieOf(platform);
  void reply.clearCookie(name, options).header('clear-site-data', '"cache", "storage"');
}
