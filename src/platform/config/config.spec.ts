import { ConfigError } from './config-values.js';
import { readConfig } from './config.js';

describe('readConfig', () => {
  it('runs on its own with nothing set', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000, host: '127.0.0.1', databaseUrl: null, redisUrl: null, roles: ['web', 'worker'], sampleData: true,
      trustProxy: 0,
    });
  });

  it('listens to the network and makes no demo account with a database of its own', () => {
    expect(readConfig({ DATABASE_URL: 'postgresql://u:p@db/x' })).toMatchObject({ host: '0.0.0.0', sampleData: false });
  });

  it.each([
    ['PORT', 'abc'], ['PORT', '70000'], ['PORT', '1.5'], ['DATABASE_URL', 'mysql://x'], ['DATABASE_URL', 'db'],
    ['REDIS_URL', 'http://x'], ['ROLES', 'web,boss'], ['SAMPLE_DATA', 'ja'], ['TRUST_PROXY', '-1'],
    ['TRUST_PROXY', 'true'], ['PUBLIC_URL', 'haandslag.dk'], ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'relay.dk'], ['MAIL_FROM', 'haandslag'], ['MAIL_FROM', 'a@b.dk\nBcc: c@d.dk'], ['MAIL_FROM', 'a@b, c@d'],
    ['OIDC_ISSUER', 'ftp://x'],
    ['SECRET_KEY', 'short'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('sends mail from the host people type', () => {
    expect(readConfig({}).mailFrom).toBe('haandslag@localhost');
    expect(readConfig({ PUBLIC_URL: 'https://h.kommune.dk:8443' }).mailFrom).toBe('haandslag@h.kommune.dk');
    expect(readConfig({ MAIL_FROM: 'Håndslag <h@kommune.dk>' }).mailFrom).toBe('Håndslag <h@kommune.dk>');
  });
});

describe('readConfig of an identity provider', () => {
  const right = { OIDC_ISSUER: 'https://idp.example.dk', OIDC_CLIENT_ID: 'h', OIDC_ROLES: 'g=1=manager, x=consultant' };

  it('keeps the groups in the order written, with = in a name', () => {
    expect(readConfig(right).oidc).toMatchObject({
      roleClaim: 'roles', createUsers: false, clientSecret: null,
      roles: [{ group: 'g=1', role: 'manager' }, { group: 'x', role: 'consultant' }],
    });
  });

  it.each([
    ['OIDC_CLIENT_ID', ''], ['OIDC_ROLES', ''], ['OIDC_ROLES', 'g'], ['OIDC_ROLES', '=manager'], ['OIDC_ROLES', 'g=boss'],
    ['OIDC_CREATE_USERS', 'ja'], ['OIDC_ISSUER', 'http://idp.example.dk'], ['OIDC_ISSUER', 'http://127.0.0.1.example.dk'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => readConfig({ ...right, [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ ...right, [name]: value })).toThrow(name);
  });

  it.each(['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'])('takes %s', (issuer) => {
    expect(readConfig({ ...right, OIDC_ISSUER: issuer }).oidc?.issuer.protocol).toBe('http:');
  });
});
