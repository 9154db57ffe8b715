import { createHash } from 'node:crypto';
import { generateSecret, verifySync } from 'otplib';

/** Seconds that one code is the current one. */
const PERIOD = 30;
const RECOVERY_CODES = 10;
/** 120 bits, written as 24 letters and digits. */
const RECOVERY_BYTES = 15;

/** The step to which a code of six digits belongs, if it is the current one, the one before or the next; else null. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const epoch = Math.floor(now.getTime() / 1_000);
  const result = verifySync({ secret, token, epoch, period: PERIOD, epochTolerance: PERIOD });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/** Ten new recovery codes, such as `K3QF7A-…`, in groups that can be read aloud. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    (generateSecret({ length: RECOVERY_BYTES }).match(/.{6}/g) ?? []).join('-'),
  );
}

/** The same however the code is typed: small letters, without dashes, with spaces. */
export function hashOfRecoveryCode(code: string): Buffer {
  return createHash('sha256').update(code.toUpperCase().replaceAll(/[\s-]/g, '')).digest();
}
