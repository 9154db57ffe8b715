/** Says which variable is wrong and what it may be. */
export class ConfigError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

export function readUrl(name: string, value: string | null, protocols: readonly string[]): URL | null {
  if (value === null) return null;
  const url = URL.parse(value);
  if (!url || !protocols.includes(url.protocol)) {
    throw new ConfigError(`${name} must be an address that begins with ${protocols.join(' or ')}//`);
  }
  return url;
}

export function readBoolean(name: string, value: string): boolean {
  return readOneOf(name, value, ['true', 'false']) === 'true';
}

export function readOneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new ConfigError(`${name} is "${value}"; it must be one of ${allowed.join(', ')}`);
  }
  return found;
}
