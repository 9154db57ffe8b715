import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptSecretKey } from './kept-secret-key.js';
import { seal, unseal } from './secret-box.js';

const KEY = 'k'.repeat(32);

describe('the secret box', () => {
  it('gives the text back, and never the same bytes twice', () => {
    const sealed = seal(KEY, 'totp:1', 'æøå');
    expect(unseal(KEY, 'totp:1', sealed)).toBe('æøå');
    expect(seal(KEY, 'totp:1', 'æøå')).not.toEqual(sealed);
    expect(sealed.includes(Buffer.from('æøå'))).toBe(false);
  });

  it('stays shut under another key, another context and after any changed bit', () => {
    const sealed = seal(KEY, 'totp:1', 'secret');
    expect(() => unseal('x'.repeat(32), 'totp:1', sealed)).toThrow();
    expect(() => unseal(KEY, 'totp:2', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(KEY, 'totp:1', changed)).toThrow();
    }
  });
});

describe('the key kept in the data folder', () => {
  it('is made once, long enough, and readable for its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'haandslag-key-'));
    const key = keptSecretKey(folder);
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(keptSecretKey(folder)).toBe(key);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});
