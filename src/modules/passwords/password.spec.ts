import { hash } from '@node-rs/argon2';
import { hashPassword, isOutdated, passwordChecks, verifyPassword } from './password.js';

describe('a password hash', () => {
  it('is argon2id with the parameters of today, and no other is', async () => {
    const stored = await hashPassword('blyant cykel storm');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(isOutdated(stored)).toBe(false);
    expect(isOutdated(await hash('blyant cykel storm', { memoryCost: 8_192, timeCost: 1 }))).toBe(true);
  });

  it('compares exactly: no trimming, no other case, no other writing', async () => {
    const stored = await hashPassword('Blyant cykel å');
    expect(await verifyPassword(stored, 'Blyant cykel å')).toBe(true);
    for (const other of ['blyant cykel å', 'Blyant cykel å ', ' Blyant cykel å', 'Blyant cykel a\u030a']) {
      expect(await verifyPassword(stored, other)).toBe(false);
    }
  });

  it('waits for its turn, and a line that is too long is closed', async () => {
    const stored = await hash('blyant cykel storm', { memoryCost: 8, timeCost: 1 });
    const all = await Promise.allSettled(Array.from({ length: 400 }, () => verifyPassword(stored, 'forkert')));
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(400 - 300 - 3);
    expect(refused[0]).toMatchObject({ reason: { status: 503, code: 'busy' } });
    expect(await verifyPassword(stored, 'blyant cykel storm')).toBe(true);
  });

  it('is looked for, and counted, for nobody too', async () => {
    const countOf = async () => (await passwordChecks.get()).values[0]?.value ?? 0;
    const before = await countOf();
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
    expect(await countOf()).toBe(before + 1);
  });
});
