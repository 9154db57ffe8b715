import { generateSync } from 'otplib';
import { hashOfRecoveryCode, newRecoveryCodes, stepOfCode } from './second-factor.rules.js';

/** The secret and the codes of RFC 6238, appendix B, cut to six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082', 1], [1_111_111_109, '081804', 37_037_036], [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at %i seconds is %s, as in the RFC', (seconds, code, step) => {
    expect(stepOfCode(SECRET, code, at(seconds))).toBe(step);
  });

  it.each([[-31, null], [-30, 100], [0, 100], [29, 100], [30, 100], [59, 100], [60, null]])(
    'made in step 100 and sent %i seconds after its beginning gives %s',
    (offset, step) => {
      const code = generateSync({ secret: SECRET, epoch: 3_000 });
      expect(stepOfCode(SECRET, code, at(3_000 + offset))).toBe(step);
    },
  );

  it.each(['', '28708', '2870822', '28708x', 'abcdef', '２８７０８２'])('is never "%s"', (code) => {
    expect(stepOfCode(SECRET, code, at(59))).toBeNull();
  });

  it('may be typed in two groups', () => {
    expect(stepOfCode(SECRET, '287 082', at(59))).toBe(1);
  });
});

describe('recovery codes', () => {
  it('are ten, all different, of 120 bits', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{6}-){3}[A-Z2-7]{6}$/);
  });

  it('are the same however they are typed', () => {
    const typed = ['ABCDEF-GHIJKL', 'abcdefghijkl', ' abcdef ghijkl '].map(hashOfRecoveryCode);
    expect(new Set(typed.map((hash) => hash.toString('hex'))).size).toBe(1);
  });
});
