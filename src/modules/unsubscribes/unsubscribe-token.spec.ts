import { randomUUID } from 'node:crypto';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.js';

const KEY = 'k'.repeat(32);

describe('the token in a mail', () => {
  it('is read back, and by no other key, contact or purpose', () => {
    const refusal = { contactId: randomUUID(), purpose: 'event_invitation' };
    const token = unsubscribeToken(KEY, refusal);
    expect(readUnsubscribeToken(KEY, token)).toEqual(refusal);
    expect(unsubscribeToken(KEY, refusal)).toBe(token);
    expect(readUnsubscribeToken('x'.repeat(32), token)).toBeNull();
    const [, purpose = '', mac = ''] = token.split('.');
    const other = randomUUID().replaceAll('-', '');
    expect(readUnsubscribeToken(KEY, `${other}.${purpose}.${mac}`)).toBeNull();
    expect(readUnsubscribeToken(KEY, token.replace('.event_invitation.', '.newsletter.'))).toBeNull();
    for (let at = 0; at < mac.length; at += 1) {
      const changed = mac.slice(0, at) + (mac[at] === 'A' ? 'B' : 'A') + mac.slice(at + 1);
      expect(readUnsubscribeToken(KEY, token.replace(mac, changed))).toBeNull();
    }
  });

  it.each(['', '.', '..', 'a.b.c', '\0', randomUUID(), `${'a'.repeat(32)}.service.`])('is not %j', (text) => {
    expect(readUnsubscribeToken(KEY, text)).toBeNull();
  });

  it('fits into an address, with the longest purpose too', () => {
    const token = unsubscribeToken(KEY, { contactId: randomUUID(), purpose: 'x'.repeat(60) });
    expect(token.length).toBeLessThan(200);
    expect(encodeURIComponent(token)).toBe(token);
  });
});
