import { Sweeper } from '../../src/platform/database/sweeper.js';
import { Api } from '../support/api.js';
import { type Account, account, auditOf, PASSWORD, signedIn, tokenIn } from '../support/accounts.js';
import { type TestApp, testApp } from '../support/test-app.js';

const HOUR = 3_600_000;
const NEW = 'gaffel måne trappe';

interface Listed {
  items: { id: string; current: boolean; address: string; agent: string; createdAt: string; lastSeenAt: string }[];
}

describe('sessions', () => {
  let t: TestApp;
  let user: Account;
  beforeAll(async () => {
    t = await testApp();
  });
  beforeEach(async () => {
    user = await account(t);
  });
  afterAll(async () => {
    await t.close();
  });

  /** Lets the second pass for which a session is trusted unseen. */
  const status = async (api: Api) => {
    t.clock.advance(1_001);
    return (await api.get('/session')).status;
  };

  it('are listed with what tells them apart, without their token', async () => {
    const phone = await t.anonymous.post('/session', user, { 'user-agent': `Telefon ${'x'.repeat(200)}` });
    expect(phone.status).toBe(422);
    const { email, password } = user;
    const first = await t.anonymous.post('/session', { email, password }, { 'user-agent': `Telefon ${'x'.repeat(200)}` });
    t.clock.advance(HOUR);
    const api = await signedIn(t, user);
    const { body } = await api.get<Listed>('/sessions');
    expect(body.items.map(({ current }) => current)).toEqual([true, false]);
    expect(body.items[1]).toMatchObject({ address: '127.0.0.*', agent: `Telefon ${'x'.repeat(92)}` });
    expect(JSON.stringify(body)).not.toContain(tokenIn(first));
    expect(Object.keys(body.items[0] ?? {}).sort()).toEqual([
      'address', 'agent', 'createdAt', 'current', 'expiresAt', 'id', 'lastSeenAt',
    ]);
  });

  it('are ended one by one, and only by their user', async () => {
    const [first, second] = [await signedIn(t, user), await signedIn(t, user)];
    const own = (await first.get<Listed>('/sessions')).body.items.find(({ current }) => current);
    const stranger = await signedIn(t, await account(t));
    expect((await stranger.delete(`/sessions/${own?.id}`, null)).status).toBe(404);
    expect(await status(first)).toBe(200);
    expect((await second.delete(`/sessions/${own?.id}`, null)).status).toBe(204);
    expect((await first.get('/session')).status).toBe(401);
    expect((await second.delete(`/sessions/${own?.id}`, null)).status).toBe(404);
  });

  it('are ended everywhere else at once', async () => {
    const all = [await signedIn(t, user), await signedIn(t, user), await signedIn(t, user)];
    const other = await signedIn(t, await account(t));
    expect((await all[1]?.delete('/sessions', null))?.status).toBe(204);
    expect(await Promise.all(all.map(status))).toEqual([401, 200, 401]);
    expect(await status(other)).toBe(200);
  });

  it('are ended by an administrator, and by nobody else', async () => {
    const [api, manager, admin] = [await signedIn(t, user), await t.as('manager'), await t.as('administrator')];
    expect((await manager.delete(`/users/${user.id}/sessions`, null)).status).toBe(403);
    expect((await admin.delete(`/users/${user.id}/sessions`, null)).status).toBe(204);
    expect(await status(api)).toBe(401);
    expect(await auditOf(t, user.id, 2)).toEqual(['sign-in', 'end-sessions']);
  });

  it('do not come back when a user is enabled again', async () => {
    const [api, admin] = [await signedIn(t, user), await t.as('administrator')];
    expect((await admin.patch(`/users/${user.id}`, 1, { disabled: true })).status).toBe(200);
    expect((await t.anonymous.post('/session', { email: user.email, password: PASSWORD })).status).toBe(401);
    expect((await admin.patch(`/users/${user.id}`, 2, { disabled: false })).status).toBe(200);
    expect(await status(api)).toBe(401);
    expect(await status(await signedIn(t, user))).toBe(200);
  });

  it('end after twelve idle hours, and after fourteen days however much they are used', async () => {
    const [idle, busy] = [await signedIn(t, user), await signedIn(t, user)];
    t.clock.advance(12 * HOUR - 1);
    expect((await idle.get('/session')).status).toBe(200);
    t.clock.advance(12 * HOUR + 1);
    expect((await idle.get('/session')).status).toBe(401);
    const fresh = await signedIn(t, user);
    for (let hours = 0; hours + 8 < 14 * 24; hours += 8) {
      t.clock.advance(8 * HOUR);
      expect((await fresh.get('/session')).status).toBe(200);
    }
    t.clock.advance(8 * HOUR);
    expect((await fresh.get('/session')).status).toBe(401);
    expect((await busy.get('/session')).status).toBe(401);
    await t.app.get(Sweeper).sweep();
    const [left] = await t.db.query<{ n: number }[]>('SELECT count(*) AS n FROM session WHERE user_id = $1', [user.id]);
    expect(left?.n).toBe(0);
  });

  it('give way to a new one when the password is changed', async () => {
    const [api, other] = [await signedIn(t, user), await signedIn(t, user)];
    const changed = await api.post('/session/password', { current: PASSWORD, new: NEW });
    expect(changed.status).toBe(204);
    expect([await status(api), await status(other)]).toEqual([401, 401]);
    expect(await status(new Api(t.url, tokenIn(changed)))).toBe(200);
    expect((await t.anonymous.post('/session', { email: user.email, password: PASSWORD })).status).toBe(401);
    expect(await status(await signedIn(t, { ...user, password: NEW }))).toBe(200);
    expect(await auditOf(t, user.id, 6)).toEqual(expect.arrayContaining(['sign-in', 'set-password', 'sign-in-refused']));
  });

  it.each([
    ['kort', 'minLength', 'Mindst 8 tegn.', 'At least 8 characters.'],
    ['fjorten tegn.!', 'minLength', 'Mindst 15 tegn.', 'At least 15 characters.'],
    ['passwordpassword', 'common-password', /let at gætte/, /easy to guess/],
    ['Jobcenter2026!!', 'context-password', /Vælg andre ord/, /Choose other words/],
    ['Test consultant', 'context-password', /Vælg andre ord/, /Choose other words/],
  ])('stay as they are when the new password is "%s"', async (password, code, danish, english) => {
    const api = await signedIn(t, user);
    for (const [language, words] of [['da', danish], ['en', english]] as const) {
      const body = { current: PASSWORD, new: password };
      const answer = await api.post('/session/password', body, { 'accept-language': language });
      expect(answer.status).toBe(422);
      expect(answer.body['errors']).toEqual([
        { pointer: '/new', code, detail: typeof words === 'string' ? words : expect.stringMatching(words) as unknown },
      ]);
    }
    expect(await status(api)).toBe(200);
  });

  it('are no way to guess at the present password', async () => {
    const api = await signedIn(t, user);
    const statuses = [];
    for (let n = 0; n < 12; n += 1) {
      statuses.push((await api.post('/session/password', { current: 'forkert gæt', new: NEW })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
  });
});

describe('a new user', () => {
  it('gets no password that is easily guessed, the municipality’s name least of all', async () => {
    const t = await testApp();
    const admin = await t.as('administrator');
    const version = Number((await admin.get('/settings')).body['version']);
    await admin.patch('/settings', version, { municipalityName: 'Søborg Kommune' });
    const make = async (password: string) =>
      await admin.post('/users', { email: 'ny.bruger@test.invalid', name: 'Åse Lund', role: 'reader', password });
    for (const password of ['soeborgsoeborg1', 'åse.lund.åse.lu', 'password1234567', 'ny.bruger.2026!']) {
      const { status, body } = await make(password);
      expect([status, body['errors']]).toMatchObject([422, [{ pointer: '/password' }]]);
    }
    expect((await make('gaffel måne trappe')).status).toBe(201);
    await t.close();
  });
});
