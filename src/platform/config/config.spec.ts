import { ConfigError, readConfig } from './config.js';

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
    ['SECRET_KEY', 'short'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
