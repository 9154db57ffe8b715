import type { Role } from '../../kernel/permissions.js';

/** What the identity provider says of a person; `iss` and `sub` are checked, the rest is as it was written. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly [name: string]: unknown;
}

const ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u;
const ENTRA = /^https:\/\/login\.microsoftonline\.com\//;

/** The role of the first group in `mapping` that the claim (a text or a list) names; null: none. */
export function roleOf(
  claims: Claims,
  claim: string,
  mapping: readonly { readonly group: string; readonly role: Role }[],
): Role | null {
  const named: readonly unknown[] = [claims[claim]].flat();
  return mapping.find(({ group }) => named.includes(group))?.role ?? null;
}

/** In lower case; null when there is none that could be written to. */
export function emailOf({ email }: Claims): string | null {
  return typeof email === 'string' && email.length <= 320 && ADDRESS.test(email) ? email.toLowerCase() : null;
}

/**
 * The address if the identity provider vouches for it, so that it may open the account of that address here.
 * `email_verified` must be the value true; a text is not enough. Microsoft Entra ID does not send that claim, and its
 * `email` may be anything a tenant's administrator wrote. There `xms_edov` (an optional claim: the owner of the domain
 * is verified) must be true; it is read from Entra only.
 */
export function verifiedEmailOf(claims: Claims): string | null {
  const verifiedByEntra = ENTRA.test(claims.iss) && [true, 1, '1', 'true'].includes(claims['xms_edov'] as string);
  return claims['email_verified'] === true || verifiedByEntra ? emailOf(claims) : null;
}

/** What to call the person: the name, else the address before the @. */
export function nameOf(claims: Claims): string {
  const { name } = claims;
  const written = typeof name === 'string' ? name.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() : '';
  return (written || (emailOf(claims)?.split('@')[0] ?? '')).toWellFormed().slice(0, 200);
}
