import { type TestApp, testApp } from '../support/test-app.js';

describe('session', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp({ sampleData: true });
  });
  afterAll(async () => {
    await t.close();
  });

  const demo = { email: 'konsulent@demo.invalid', password: 'haandslag-demo' };

  it('signs in with a cookie that scripts cannot read, tells who I am, and signs out', async () => {
    const signedIn = await t.anonymous.post('/session', demo);
    expect(signedIn.status).toBe(200);
    expect(signedIn.body).toMatchObject({ name: 'Karen Konsulent', role: 'consultant' });
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const mine = { cookie: cookie.split(';')[0] ?? '' };
    expect((await t.anonymous.get('/session', mine)).status).toBe(200);
    expect((await t.anonymous.send('DELETE', '/session', undefined, mine)).status).toBe(204);
    expect((await t.anonymous.get('/session', mine)).status).toBe(401);
  });

  it('answers a wrong password and an unknown user alike', async () => {
    const wrong = await t.anonymous.post('/session', { ...demo, password: 'noget andet' });
    const unknown = await t.anonymous.post('/session', { ...demo, email: 'ingen@demo.invalid' });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  it('refuses demo accounts when a proxy has passed the request on', async () => {
    const answer = await t.anonymous.post('/session', demo, { 'x-forwarded-for': '203.0.113.7' });
    expect(answer.status).toBe(403);
    expect(answer.body['code']).toBe('demo-account');
  });

  it('ends by itself after twelve idle hours', async () => {
    const api = await t.as('reader');
    expect((await api.get('/session')).status).toBe(200);
    t.clock.advance(12 * 3_600_000 + 1);
    expect((await api.get('/session')).status).toBe(401);
  });

  it('ends at once for a disabled user', async () => {
    const admin = await t.as('administrator');
    const api = await t.as('reader');
    expect((await api.get('/session')).status).toBe(200);
    expect((await admin.patch(`/users/${api.userId}`, 1, { disabled: true })).status).toBe(200);
    t.clock.advance(1_001);
    expect((await api.get('/session')).status).toBe(401);
  });

  it('refuses a write that a browser makes from another site', async () => {
    const api = await t.as('consultant');
    const foreign = await api.post('/companies', { name: 'X' }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const crossSite = await api.post('/companies', { name: 'X' }, { 'sec-fetch-site': 'cross-site' });
    expect(crossSite.status).toBe(403);
    const own = await api.post('/companies', { name: 'X' }, { origin: t.url, 'sec-fetch-site': 'same-origin' });
    expect(own.status).toBe(201);
  });
});
