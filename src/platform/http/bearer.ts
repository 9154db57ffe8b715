import type { IncomingHttpHeaders } from 'node:http';

/** The token of `Authorization: Bearer …`; null without one. A request that has one is never judged by its cookie. */
export function bearerOf({ authorization }: IncomingHttpHeaders): string | null {
  const found = /^bearer(?:\s+(.*))?$/i.exec(authorization ?? '');
  return found ? (found[1] ?? '') : null;
}
