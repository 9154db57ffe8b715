import { generateSync } from 'otplib';
import { type Account, account, auditOf, PASSWORD, signedIn } from '../support/accounts.js';
import type { Api } from '../support/api.js';
import { type TestApp, testApp } from '../support/test-app.js';

const MINUTE = 60_000;
const ROUNDS = 10;
const AT_ONCE = 8;
const SHORT = 'gaffel7!';

interface Secret {
  secret: string;
  uri: string;
}

describe('the second factor', () => {
  let t: TestApp;
  let user: Account;
  let api: Api;
  beforeAll(async () => {
    t = await testApp();
  });
  beforeEach(async () => {
    user = await account(t);
    api = await signedIn(t, user);
  });
  afterAll(async () => {
    await t.close();
  });

  const code = (secret: string, steps = 0) =>
    generateSync({ secret, epoch: Math.floor(t.clock.now().getTime() / 1_000) + 30 * steps });
  const signIn = async (totp?: string, password = PASSWORD) => {
    const { status, body } = await t.anonymous.post('/session', { email: user.email, password, ...(totp && { totp }) });
    return status === 200 ? 200 : `${status} ${String(body['code'])}`;
  };

  async function switchOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
    const { body } = await api.post<Secret>('/session/second-factor', { password: PASSWORD });
    const confirmed = await api.post<{ recoveryCodes: string[] }>('/session/second-factor/confirm', {
      code: code(body.secret),
    });
    expect(confirmed.status).toBe(200);
    t.clock.advance(MINUTE);
    return { secret: body.secret, recoveryCodes: confirmed.body.recoveryCodes };
  }

  it('is off until a code has come back', async () => {
    expect((await api.post('/session/second-factor', {})).status).toBe(422);
    expect((await api.post('/session/second-factor', { password: 'forkert' })).status).toBe(422);
    const { status, body } = await api.post<Secret>('/session/second-factor', { password: PASSWORD });
    expect(status).toBe(200);
    const uri = new URL(body.uri);
    expect([uri.protocol, uri.searchParams.get('secret')]).toEqual(['otpauth:', body.secret]);
    expect(decodeURIComponent(uri.pathname)).toContain(user.email);
    expect(await signIn()).toBe(200);
    const wrong = await api.post('/session/second-factor/confirm', { code: '000000' });
    expect([wrong.status, wrong.body['errors']]).toMatchObject([422, [{ pointer: '/code' }]]);
    expect((await api.get('/session/second-factor')).body).toEqual({ since: null, recoveryCodesLeft: 0 });
    const right = await api.post<{ recoveryCodes: string[] }>('/session/second-factor/confirm', { code: code(body.secret) });
    expect(right.body.recoveryCodes).toHaveLength(10);
    expect((await api.get('/session/second-factor')).body).toMatchObject({ recoveryCodesLeft: 10 });
    expect(await signIn()).toBe('401 second-factor-needed');
    expect((await api.post('/session/second-factor', { password: PASSWORD })).status).toBe(409);
    expect((await (await t.as('administrator')).get(`/users/${user.id}`)).body).toMatchObject({ secondFactor: true });
  });

  it('is asked for only after a right password', async () => {
    const { secret } = await switchOn();
    expect(await signIn(code(secret), 'forkert gæt')).toBe('401 sign-in-failed');
    expect(await signIn(undefined, 'forkert gæt')).toBe('401 sign-in-failed');
    expect(await signIn('000000')).toBe('401 second-factor-wrong');
    expect(await signIn(code(secret))).toBe(200);
    expect(await auditOf(t, user.id, 6)).toEqual(
      expect.arrayContaining(['sign-in', 'second-factor-on', 'sign-in-refused']),
    );
  });

  it('takes each code once, also when it comes eight times at once, and none older than the last', async () => {
    const { secret } = await switchOn();
    let taken = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = code(secret);
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => signIn(now)));
      taken += answers.filter((one) => one === 200).length;
      t.clock.advance(15 * MINUTE);
    }
    console.log(`replays: ${ROUNDS} codes sent ${AT_ONCE} times at once, ${taken} taken`);
    expect(taken).toBe(ROUNDS);
    t.clock.advance(15 * MINUTE);
    const [before, next] = [code(secret, -1), code(secret, 1)];
    expect(await signIn(next)).toBe(200);
    expect(await signIn(code(secret))).toBe('401 second-factor-wrong');
    expect(await signIn(before)).toBe('401 second-factor-wrong');
  });

  it('takes the code before and the next, for clocks that differ, and no other', async () => {
    const { secret } = await switchOn();
    expect(await signIn(code(secret, -2))).toBe('401 second-factor-wrong');
    expect(await signIn(code(secret, 2))).toBe('401 second-factor-wrong');
    expect(await signIn(code(secret, -1))).toBe(200);
    expect(await signIn(code(secret, 1))).toBe(200);
  });

  it('may be a recovery code, each once, however it is typed', async () => {
    const { recoveryCodes: [first = '', second = ''] } = await switchOn();
    expect(await signIn(first)).toBe(200);
    expect(await signIn(first)).toBe('401 second-factor-wrong');
    expect(await signIn(second.toLowerCase().replaceAll('-', ' '))).toBe(200);
    expect((await api.get('/session/second-factor')).body).toMatchObject({ recoveryCodesLeft: 8 });
    const renewed = await api.post<{ recoveryCodes: string[] }>('/session/second-factor/recovery-codes', {
      password: PASSWORD,
    });
    expect(await signIn(second)).toBe('401 second-factor-wrong');
    expect(await signIn(renewed.body.recoveryCodes[0])).toBe(200);
  });

  it('cannot be guessed: the codes count as guesses', async () => {
    await switchOn();
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push(await signIn(String(100_000 + n)));
    expect(answers.filter((one) => one === '401 second-factor-wrong')).toHaveLength(10);
    expect(answers.at(-1)).toBe('429 too-many-guesses');
  });

  it('is switched off with the password or a code', async () => {
    for (const proof of ['password', 'code']) {
      const { secret } = await switchOn();
      const off = (body: object) => api.post('/session/second-factor/switch-off', body);
      expect([(await off({})).status, (await off({ code: '000000' })).status]).toEqual([422, 422]);
      expect((await off(proof === 'code' ? { code: code(secret) } : { password: PASSWORD })).status).toBe(204);
      expect(await signIn()).toBe(200);
      expect((await off({ password: PASSWORD })).status).toBe(409);
    }
  });

  it('allows a shorter password, and stays while that is in use', async () => {
    expect((await api.post('/session/password', { current: PASSWORD, new: SHORT })).status).toBe(422);
    const { secret } = await switchOn();
    expect((await api.post('/session/password', { current: PASSWORD, new: SHORT })).status).toBe(204);
    api = await signedIn(t, { ...user, password: SHORT }, { totp: code(secret) });
    const kept = await api.post('/session/second-factor/switch-off', { password: SHORT });
    expect([kept.status, kept.body['code']]).toEqual([409, 'password-too-short-alone']);
    const admin = await t.as('administrator');
    expect((await admin.delete(`/users/${user.id}/second-factor`, null)).status).toBe(204);
    expect(await signIn(undefined, SHORT)).toBe('401 sign-in-failed');
  });

  it('is taken off by an administrator, and by nobody else', async () => {
    await switchOn();
    const [manager, admin] = [await t.as('manager'), await t.as('administrator')];
    expect((await manager.delete(`/users/${user.id}/second-factor`, null)).status).toBe(403);
    expect((await admin.delete(`/users/${user.id}/second-factor`, null)).status).toBe(204);
    expect((await admin.delete(`/users/${user.id}/second-factor`, null)).status).toBe(404);
    expect(await signIn()).toBe(200);
    expect(await auditOf(t, user.id, 3)).toContain('second-factor-removed');
  });

  it('keeps its secret encrypted and its recovery codes hashed, and shows neither again', async () => {
    const { secret, recoveryCodes } = await switchOn();
    const stored = JSON.stringify([
      await t.db.query("SELECT encode(secret, 'escape') AS text FROM second_factor WHERE user_id = $1", [user.id]),
      await t.db.query("SELECT encode(code_hash, 'escape') AS text FROM recovery_code WHERE user_id = $1", [user.id]),
      await t.db.query('SELECT * FROM audit_event WHERE subject_id = $1', [user.id]),
      (await api.get('/session/second-factor')).body,
      t.logged,
    ]);
    for (const shown of [secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.replaceAll('-', ''))]) {
      expect(stored).not.toContain(shown);
    }
  });

  it('does not open with the secret of another row', async () => {
    const { secret } = await switchOn();
    const other = await account(t);
    await t.db.query(
      `INSERT INTO second_factor (user_id, secret, created_at, confirmed_at)
       SELECT $2, secret, created_at, confirmed_at FROM second_factor WHERE user_id = $1`,
      [user.id, other.id],
    );
    await t.db.query('UPDATE app_user SET second_factor_since = now() WHERE id = $1', [other.id]);
    const body = { email: other.email, password: PASSWORD, totp: code(secret) };
    expect((await t.anonymous.post('/session', body)).status).toBe(500);
  });
});

describe('without SECRET_KEY', () => {
  it('no second factor can be switched on, and the answer says why', async () => {
    const t = await testApp({ secretKey: null });
    const api = await signedIn(t, await account(t));
    const answer = await api.post('/session/second-factor', { password: PASSWORD });
    expect([answer.status, answer.body['code']]).toEqual([409, 'second-factor-unavailable']);
    await t.close();
  });
});
