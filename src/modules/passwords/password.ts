import { hash, verify } from '@node-rs/argon2';

/** OWASP's and ASVS' floor for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 15;

/** The password as it was typed: no trimming, no lower case. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, PARAMETERS);
}

let nobody: Promise<string> | undefined;

/** Takes as long for a user who does not exist (`null`) as for one who does, so that the time tells nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored !== null;
}
