import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api.js';
import { routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';

interface Token {
  id: string;
  token: string;
  permissions: string[];
  lastUsedAt: string | null;
}

describe('API tokens', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => {
    await t.close();
  });

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const fields = (permissions: string[], more: object = {}) => ({
    name: 'Dataudtræk', permissions, expiresOn: '2027-01-31', ...more,
  });
  const make = async (api: Api, permissions: string[]) => {
    const { status, body } = await api.post<Token>('/tokens', fields(permissions));
    expect(status).toBe(201);
    return body;
  };

  it('are shown once, and let a program do what they name and no more', async () => {
    const api = await t.as('consultant');
    const { id, token } = await make(api, ['companies:read']);
    expect(token).toMatch(/^hs_[\w-]{43}$/);
    expect((await t.anonymous.get('/companies', bearer(token))).status).toBe(200);
    expect((await t.anonymous.post('/companies', { name: 'X' }, bearer(token))).status).toBe(403);
    expect((await t.anonymous.get('/contacts', bearer(token))).status).toBe(403);
    const { body } = await api.get<{ items: Token[] }>('/tokens');
    expect(body.items).toMatchObject([{ id, name: 'Dataudtræk', expiresOn: '2027-01-31' }]);
    expect(body.items[0]?.lastUsedAt).toBe(t.clock.now().toISOString());
    const rows: unknown = await t.db.query("SELECT encode(token_hash, 'base64') AS hash, t.* FROM api_token t");
    const audit: unknown = await t.db.query('SELECT * FROM audit_event WHERE subject_id = $1', [id]);
    expect(audit).toHaveLength(1);
    expect(JSON.stringify([body, rows, audit, t.logged])).not.toContain(token.slice(3));
  });

  it('are made once, however often the request is sent, and shown only the first time', async () => {
    const api = await t.as('consultant');
    const body = fields(['companies:read'], { id: randomUUID() });
    const [first, again] = [await api.post<Token>('/tokens', body), await api.post<Token>('/tokens', body)];
    expect([first.status, again.status, again.body.token]).toEqual([201, 200, null]);
    expect((await t.anonymous.get('/companies', bearer(first.body.token))).status).toBe(200);
  });

  it('never do more than their owner’s role does at the time', async () => {
    const api = await t.as('manager');
    const refused = await api.post('/tokens', fields(['companies:read', 'settings:write']));
    expect([refused.status, refused.body['errors']]).toMatchObject([422, [{ pointer: '/permissions/1' }]]);
    const { token } = await make(api, ['companies:write', 'companies:read']);
    const post = async () => (await t.anonymous.post('/companies', { name: 'X' }, bearer(token))).status;
    expect(await post()).toBe(201);
    await t.db.query("UPDATE app_user SET role = 'reader' WHERE id = $1", [api.userId]);
    expect(await post()).toBe(403);
    expect((await t.anonymous.get('/companies', bearer(token))).status).toBe(200);
  });

  it('see what their owner sees: a member’s own company', async () => {
    const [own, other] = [await t.make.company(), await t.make.company()];
    const { token } = await make(await t.as('member', { companyId: own.id }), ['companies:read']);
    const statuses = await Promise.all(
      [own, other].map(async ({ id }) => (await t.anonymous.get(`/companies/${id}`, bearer(token))).status),
    );
    expect(statuses).toEqual([200, 404]);
  });

  it.each([
    ['Bearer'], ['Bearer '], ['Bearer x'], ['Bearer hs_'], [`Bearer hs_${'a'.repeat(43)}`], ['bearer hs_null'],
    [`Bearer ${'hs_'.repeat(5_000)}`],
  ])('that nobody gave out are 401, even beside a session (%#)', async (authorization) => {
    const api = await t.as('administrator');
    expect((await api.get('/companies', { authorization })).status).toBe(401);
  });

  it('end on their last day, when revoked, and when their owner is disabled', async () => {
    const [api, admin] = [await t.as('consultant'), await t.as('administrator')];
    const status = async (token: string) => (await t.anonymous.get('/companies', bearer(token))).status;
    const ends = await api.post<Token>('/tokens', fields(['companies:read'], { expiresOn: '2026-11-20' }));
    const [revoked, owners] = [await make(api, ['companies:read']), await make(api, ['companies:read'])];
    expect((await api.delete(`/tokens/${revoked.id}`, null)).status).toBe(204);
    expect((await api.delete(`/tokens/${revoked.id}`, null)).status).toBe(404);
    expect([await status(ends.body.token), await status(revoked.token), await status(owners.token)]).toEqual([200, 401, 200]);
    t.clock.set('2026-11-20T23:00:00Z');
    expect(await status(ends.body.token)).toBe(401);
    t.clock.set('2026-11-20T09:30:00Z');
    expect((await admin.patch(`/users/${api.userId}`, 1, { disabled: true })).status).toBe(200);
    expect(await status(owners.token)).toBe(401);
  });

  it.each([['2026-11-19'], ['2027-11-22']])('are not made to end on %s', async (expiresOn) => {
    const { status, body } = await (await t.as('consultant')).post('/tokens', fields(['companies:read'], { expiresOn }));
    expect([status, body['errors']]).toMatchObject([422, [{ pointer: '/expiresOn' }]]);
  });

  it('are seen and revoked by their owner and an administrator only', async () => {
    const [api, other, admin] = [await t.as('consultant'), await t.as('manager'), await t.as('administrator')];
    const { id, token } = await make(api, ['companies:read']);
    const path = `/tokens?userId=${api.userId}`;
    expect([(await other.get(path)).status, (await other.delete(`/tokens/${id}`, null)).status]).toEqual([403, 404]);
    expect((await admin.get<{ items: Token[] }>(path)).body.items).toMatchObject([{ id }]);
    expect((await admin.delete(`/tokens/${id}`, null)).status).toBe(204);
    expect((await t.anonymous.get('/companies', bearer(token))).status).toBe(401);
  });

  it('open no route about sessions, passwords, second factors, users or tokens', async () => {
    const admin = await t.as('administrator');
    const { token } = await make(admin, ['companies:read', 'users:read', 'settings:write', 'audit:read']);
    for (const permission of ['session:own', 'users:write']) {
      expect((await admin.post('/tokens', fields([permission]))).status).toBe(422);
    }
    const closed = routesOf(t.app).filter(({ name }) =>
      /^\w+ \/(session|sessions|tokens)\b|^(POST|PATCH|DELETE) \/users\b/.test(name) && name !== 'POST /session',
    );
    expect(closed.length).toBeGreaterThan(14);
    for (const { method, path } of closed) {
      const answer = await t.anonymous.send(method, path.replace(':id', admin.userId), undefined, bearer(token));
      expect([method, path, answer.status]).toEqual([method, path, 403]);
    }
  });

  it('need no Origin, for no browser sends them by itself, but JSON as everybody', async () => {
    const { token } = await make(await t.as('consultant'), ['companies:write', 'companies:read']);
    const from = { ...bearer(token), origin: 'https://program.example', 'sec-fetch-site': 'cross-site' };
    expect((await t.anonymous.post('/companies', { name: 'X' }, from)).status).toBe(201);
    const form = { ...from, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await t.anonymous.send('POST', '/companies', 'name=X', form)).status).toBe(415);
    const cookie = await t.as('consultant');
    const mixed = { authorization: 'Bearer x', origin: 'https://evil.example' };
    expect((await cookie.post('/companies', { name: 'X' }, mixed)).status).toBe(401);
  });
});
