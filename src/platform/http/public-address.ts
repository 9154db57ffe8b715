import type { Platform } from '../platform-options.js';

/** `path` as people and other servers reach it: below PUBLIC_URL, or on this machine while that is not set. */
export function publicAddress({ publicUrl, port }: Pick<Platform, 'publicUrl' | 'port'>, path: string): URL {
  return new URL(path, publicUrl ?? `http://localhost:${port}`);
}
