import { type Claims, emailOf, nameOf, roleOf, verifiedEmailOf } from './oidc.rules.js';

const claims = (more: object): Claims => ({ iss: 'https://idp.test', sub: '1', ...more });
const entra = (more: object) => claims({ iss: 'https://login.microsoftonline.com/t/v2.0', ...more });

describe('roleOf', () => {
  const mapping = [{ group: 'grp-leder', role: 'manager' }, { group: 'grp-konsulent', role: 'consultant' }] as const;

  it.each([
    [['grp-konsulent', 'grp-leder'], 'manager'],
    [['grp-konsulent'], 'consultant'],
    ['grp-konsulent', 'consultant'],
    ['grp-konsulent grp-leder', null],
    [['GRP-LEDER'], null],
    [['manager'], null],
    [[], null], [undefined, null], [null, null], [{ 0: 'grp-leder' }, null], [[['grp-leder']], null],
  ])('%j gives %s', (groups, role) => {
    expect(roleOf(claims({ groups }), 'groups', mapping)).toBe(role);
  });
});

describe('verifiedEmailOf', () => {
  const email = 'Karen@Kommune.test';

  it.each([
    ['verified', claims({ email, email_verified: true }), 'karen@kommune.test'],
    ['not verified', claims({ email, email_verified: false }), null],
    ['silent', claims({ email }), null],
    ['a text', claims({ email, email_verified: 'true' }), null],
    ['two addresses', claims({ email: 'a@b.test, c@d.test', email_verified: true }), null],
    ['no text', claims({ email: ['a@b.test'], email_verified: true }), null],
    ['Entra, silent', entra({ email }), null],
    ['Entra, owner of the domain verified', entra({ email, xms_edov: true }), 'karen@kommune.test'],
    ['Entra, as it is written in v1 tokens', entra({ email, xms_edov: '1' }), 'karen@kommune.test'],
    ['Entra, not verified', entra({ email, xms_edov: false }), null],
    ['another that copies Entra', claims({ email, xms_edov: true }), null],
  ])('%s', (_name, given, expected) => {
    expect(verifiedEmailOf(given)).toBe(expected);
  });
});

describe('nameOf and emailOf', () => {
  it('take the name, else the mailbox', () => {
    expect(nameOf(claims({ name: ' Karen\r\n Konsulent ' }))).toBe('Karen Konsulent');
    expect(nameOf(claims({ email: 'kk@kommune.test' }))).toBe('kk');
    expect(nameOf(claims({ name: 'x'.repeat(300) }))).toHaveLength(200);
    expect(nameOf(claims({}))).toBe('');
    expect(emailOf(claims({ email: `${'x'.repeat(320)}@b.test` }))).toBeNull();
  });
});
