import { hash } from '@node-rs/argon2';
import { passwordChecks } from '../../src/modules/passwords/password.js';
import { Sweeper } from '../../src/platform/database/sweeper.js';
import { account, auditOf, PASSWORD, signedIn, tokenIn } from '../support/accounts.js';
import { type TestApp, testApp } from '../support/test-app.js';

const LONG = process.env['LONG'] === '1';
const GUESSES = LONG ? 10_000 : 1_000;
const ADDRESSES = LONG ? 1_000 : 100;
const AT_ONCE = 25;
const MINUTE = 60_000;

const checksSoFar = async () => (await passwordChecks.get()).values[0]?.value ?? 0;

describe('sign-in', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp({ trustProxy: 1 });
  });
  afterAll(async () => {
    await t.close();
  });

  let made = 0;
  /** One that nobody has used. */
  const address = () => {
    made += 1;
    return `10.${made >> 16}.${(made >> 8) & 255}.${made & 255}`;
  };

  /** Through the whole program without a socket, so that thousands are quick. */
  async function signIn(email: string, password: string, from: string) {
    const answer = await t.app.inject({
      method: 'POST', url: '/api/session', payload: { email, password }, headers: { 'x-forwarded-for': from },
    });
    const body = answer.json<{ code?: string; instance?: string }>();
    return { status: answer.statusCode, code: body.code, wait: answer.headers['retry-after'], body };
  }

  it('lets at most 10 guesses on one account reach the hash, from however many addresses', async () => {
    const { email } = await account(t);
    const addresses = Array.from({ length: ADDRESSES }, address);
    const before = await checksSoFar();
    const statuses = new Map<number, number>();
    for (let first = 0; first < GUESSES; first += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, (_one, index) =>
        signIn(email, `forkert gæt ${first + index}`, addresses[(first + index) % ADDRESSES] ?? ''),
      );
      for (const { status } of await Promise.all(some)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const reached = (await checksSoFar()) - before;
    console.log(`guesses: ${GUESSES} from ${ADDRESSES} addresses, ${reached} reached the hash`);
    expect(reached).toBeGreaterThan(4);
    expect(reached).toBeLessThanOrEqual(10);
    expect([...statuses].sort()).toEqual([[401, reached], [429, GUESSES - reached]]);
    expect((await signIn(email, PASSWORD, address())).status).toBe(429);
  }, 180_000);

  it('keeps to 10 in any 15 minutes, wherever they begin', async () => {
    const { email } = await account(t);
    const reachedAt: number[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      const answers = await Promise.all([1, 2, 3].map(() => signIn(email, 'forkert gæt', address())));
      reachedAt.push(...answers.filter(({ status }) => status === 401).map(() => minute));
      t.clock.advance(MINUTE);
    }
    const most = Math.max(...reachedAt.map((from) => reachedAt.filter((at) => at >= from && at < from + 15).length));
    expect(most).toBeLessThanOrEqual(10);
    expect(reachedAt.length).toBeGreaterThan(20);
  });

  it('answers for an unknown account as for a known one, guess by guess', async () => {
    const { email, id } = await account(t);
    const guess = async (mail: string) => {
      const answers = [];
      for (let n = 0; n < 12; n += 1) answers.push(await signIn(mail, 'forkert gæt', address()));
      return answers.map(({ status, wait, body }) => ({ status, wait, body: { ...body, instance: '' } }));
    };
    const known = await guess(email);
    expect(await guess('ingen.kender@test.invalid')).toEqual(known);
    expect(known.map(({ status }) => status).slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(known.at(-1)).toMatchObject({ status: 429, wait: '900', body: { code: 'too-many-guesses' } });
    expect(await auditOf(t, id, 5)).toContain('sign-in-refused');
  });

  it('counts every writing of a mail address as the same account', async () => {
    const { email } = await account(t);
    for (let n = 0; n < 10; n += 1) await signIn(n % 2 ? email.toUpperCase() : email, 'forkert gæt', address());
    expect((await signIn(email.toUpperCase(), PASSWORD, address())).status).toBe(429);
    expect((await signIn(email.replace('i', 'İ'), PASSWORD, address())).status).toBe(401);
  });

  it('lets the user in where it has been before while a stranger guesses on, and after a quarter of an hour', async () => {
    const { email } = await account(t);
    const office = address();
    expect((await signIn(email, PASSWORD, office)).status).toBe(200);
    for (let n = 0; n < 20; n += 1) await signIn(email, 'forkert gæt', address());
    expect((await signIn(email, PASSWORD, address())).status).toBe(429);
    expect((await signIn(email, PASSWORD, office)).status).toBe(200);
    for (let n = 0; n < 20; n += 1) await signIn(email, 'forkert gæt', address());
    t.clock.advance(15 * MINUTE);
    expect((await signIn(email, PASSWORD, address())).status).toBe(200);
  });

  it('forgets the guesses at a correct sign-in', async () => {
    const { email } = await account(t);
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 7; n += 1) expect((await signIn(email, 'forkert gæt', address())).status).toBe(401);
      expect((await signIn(email, PASSWORD, address())).status).toBe(200);
    }
  });

  it('stops an address that fails at many accounts, not one from which many sign in', async () => {
    const [thief, office] = [address(), address()];
    const statuses = [];
    for (let n = 0; n < 35; n += 1) statuses.push((await signIn(`gaet${n}@test.invalid`, 'forkert', thief)).status);
    expect(statuses.indexOf(429)).toBe(30);
    const { email } = await account(t);
    expect((await signIn(email, PASSWORD, thief)).status).toBe(429);
    for (let n = 0; n < 35; n += 1) expect((await signIn(email, PASSWORD, office)).status).toBe(200);
  });

  it('believes no forwarding header beyond the trusted proxies', async () => {
    const statuses = [];
    for (let n = 0; n < 31; n += 1) {
      statuses.push((await signIn(`spoof${n}@test.invalid`, 'forkert', `${address()}, 198.51.100.9`)).status);
    }
    expect(statuses.lastIndexOf(401)).toBe(29);
  });

  it('makes the hash anew when its parameters are not those of today', async () => {
    const { email, id } = await account(t);
    const old = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1 });
    await t.db.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [id, old]);
    expect((await signIn(email, PASSWORD, address())).status).toBe(200);
    const [row] = await t.db.query<{ hash: string }[]>('SELECT password_hash AS hash FROM app_user WHERE id = $1', [id]);
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(email, PASSWORD, address())).status).toBe(200);
  });

  it('gives a new session each time and ends the one the browser had', async () => {
    const user = await account(t);
    const first = await signedIn(t, user);
    const again = await first.post('/session', { email: user.email, password: PASSWORD });
    expect(again.status).toBe(200);
    expect((await first.get('/session')).status).toBe(401);
    expect((await t.anonymous.get('/session', { cookie: `session=${tokenIn(again)}` })).status).toBe(200);
    expect(await auditOf(t, user.id, 3)).toEqual(['sign-in', 'sign-in', 'sign-out']);
  });

  it('writes neither password nor mail address into log or audit', async () => {
    const user = await account(t);
    await signIn(user.email, 'kanariefugl forkert', address());
    await signIn(user.email, PASSWORD, address());
    await signIn('kanarie.ukendt@test.invalid', 'kanariefugl forkert', address());
    await auditOf(t, user.id, 2);
    const rows: unknown = await t.db.query('SELECT * FROM audit_event WHERE subject_id = $1', [user.id]);
    const written = JSON.stringify([t.logged, rows]);
    expect(written).toContain('sign-in refused');
    expect(written).not.toMatch(/kanarie|blyant|@test\.invalid/);
  });

  it('sweeps counts that no longer matter', async () => {
    await signIn('fejes@test.invalid', 'forkert', address());
    const count = async () => (await t.db.query<{ n: number }[]>('SELECT count(*) AS n FROM guess_count'))[0]?.n;
    await t.app.get(Sweeper).sweep();
    expect(await count()).toBeGreaterThan(0);
    t.clock.advance(15 * MINUTE);
    await t.app.get(Sweeper).sweep();
    expect(await count()).toBe(0);
    const known = async () => (await t.db.query<{ n: number }[]>('SELECT count(*) AS n FROM sign_in_address'))[0]?.n;
    expect(await known()).toBeGreaterThan(0);
    t.clock.advance(91 * 24 * 60 * MINUTE);
    await t.app.get(Sweeper).sweep();
    expect(await known()).toBe(0);
  });
});
