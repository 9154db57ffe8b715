import { hash, verify } from '@node-rs/argon2';
import { Counter } from 'prom-client';
import { Problem } from '../../kernel/problem.js';

/** OWASP's and ASVS' floor for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const WRITTEN = '$argon2id$v=19$m=19456,t=2,p=1$';
/** Of the four threads that Node keeps for such work one stays free for files and names. */
const AT_ONCE = 3;
/** About five seconds' work; whoever comes after so many is asked to come back. */
const MOST_WAITING = 300;

/** Passwords compared with a hash; registered by whoever shows metrics. */
export const passwordChecks = new Counter({
  name: 'password_checks_total',
  help: 'Passwords that were compared with a stored hash',
  registers: [],
});

let running = 0;
const waiting: (() => void)[] = [];

/** A flood of sign-ins waits in line instead of taking all memory and threads; 503 when the line is too long. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING) throw busy();
  while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function busy(): Problem {
  const text = {
    da: 'Mange logger ind lige nu. Prøv igen om lidt.',
    en: 'Many are signing in right now. Try again shortly.',
  };
  return new Problem(503, 'busy', text, [], { 'retry-after': '5' });
}

/** The password as it was typed: no trimming, no lower case. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(password, PARAMETERS));
}

let nobody: Promise<string> | undefined;

/** Takes as long for a user who does not exist (`null`) as for one who does, so that the time tells nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const compared = stored ?? (await nobody);
  passwordChecks.inc();
  const matches = await inTurn(() => verify(compared, password));
  return matches && stored !== null;
}

/** Whether the hash was made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(WRITTEN);
}
