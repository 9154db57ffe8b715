import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Who says no, and to what. */
export interface Refusal {
  readonly contactId: string;
  /** Code of a term of the kind `contact_purpose`. */
  readonly purpose: string;
}

const TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([A-Za-z0-9_-]{1,60})\.[A-Za-z0-9_-]{43}$/;

/**
 * What a mail carries so that its recipient, and nobody who has not seen it, can say no: the refusal itself with an
 * HMAC-SHA256. The same for every mail, kept nowhere, and void once SECRET_KEY is another.
 */
export function unsubscribeToken(secretKey: string, { contactId, purpose }: Refusal): string {
  const refusal = `${contactId.replaceAll('-', '')}.${purpose}`;
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'haandslag-unsubscribe', 32));
  return `${refusal}.${createHmac('sha256', key).update(refusal).digest('base64url')}`;
}

/** null: not a token that was made here. */
export function readUnsubscribeToken(secretKey: string, token: string): Refusal | null {
  const [, ...groups] = TOKEN.exec(token) ?? [];
  const purpose = groups.pop();
  if (purpose === undefined) return null;
  const refusal = { contactId: groups.join('-'), purpose };
  const expected = Buffer.from(unsubscribeToken(secretKey, refusal));
  return timingSafeEqual(Buffer.from(token), expected) ? refusal : null;
}
