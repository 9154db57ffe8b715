import { type Permission, PERMISSIONS, type Role, ROLE_PERMISSIONS } from '../../kernel/permissions.js';

export const LONGEST_DAYS = 366;

/**
 * What stays with people: their own session, password, second factor and tokens, and those of others. A token that
 * leaks can therefore make no other way in.
 */
const NEVER: readonly Permission[] = ['session:own', 'users:write'];

/** What a token can carry at all. */
export const TOKEN_PERMISSIONS = PERMISSIONS.filter((one) => !NEVER.includes(one));

/** What a token may do now: no more than was asked for, nor than its owner's role gives today. */
export function tokenPermissions(asked: readonly Permission[], role: Role): Permission[] {
  return asked.filter((one) => TOKEN_PERMISSIONS.includes(one) && ROLE_PERMISSIONS[role].includes(one));
}

/** Whether `expiresOn` is today or later, and within 366 days; both `YYYY-MM-DD`. */
export function isTokenEnd(expiresOn: string, today: string): boolean {
  const latest = new Date(`${today}T00:00:00Z`);
  latest.setUTCDate(latest.getUTCDate() + LONGEST_DAYS);
  return expiresOn >= today && expiresOn <= latest.toISOString().slice(0, 10);
}
