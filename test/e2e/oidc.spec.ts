import { randomUUID } from 'node:crypto';
import type { OidcConfig } from '../../src/platform/config/oidc-config.js';
import { Sweeper } from '../../src/platform/database/sweeper.js';
import { CLIENT_ID, CLIENT_SECRET, type Tampering, TestIdentityProvider } from '../support/identity-provider.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { TestBrowser } from '../support/test-browser.js';

const PUBLIC = 'https://haandslag.test';
const CALLBACK = `${PUBLIC}/api/oidc/callback`;
const SIGN_IN = `${PUBLIC}/api/oidc/sign-in`;

function config(idp: TestIdentityProvider, more: Partial<OidcConfig> = {}): OidcConfig {
  return {
    issuer: new URL(idp.issuer), clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, roleClaim: 'groups',
    roles: [{ group: 'leder', role: 'manager' }, { group: 'konsulent', role: 'consultant' }],
    createUsers: true,
    ...more,
  };
}

function person(idp: TestIdentityProvider, more: object = {}, sub: string = randomUUID()): string {
  const claims = { email: `${sub}@kommune.test`, email_verified: true, name: 'Karen Konsulent', groups: ['konsulent'] };
  idp.account = { sub, claims: { ...claims, ...more } };
  return sub;
}

const browser = (t: TestApp) => new TestBrowser({ [PUBLIC]: t.url });

/** Signs in; answers what the callback said and who the browser is afterwards. */
async function signIn(t: TestApp, own = browser(t)) {
  const answer = await own.get(await own.follow(SIGN_IN, CALLBACK));
  const session = await own.get(`${PUBLIC}/api/session`, { accept: 'application/json' });
  return { status: answer.status, page: await answer.text(), answer, me: (await session.json()) as Record<string, unknown> };
}

async function sessions(t: TestApp): Promise<number> {
  const [row] = await t.db.query<{ n: number }[]>('SELECT count(*) AS n FROM session');
  return row?.n ?? -1;
}

describe.each([['in the token', true], ['only when asked for', false]])('sign-in with claims %s', (_name, claimsInToken) => {
  let idp: TestIdentityProvider;
  let t: TestApp;
  beforeAll(async () => {
    idp = await TestIdentityProvider.start(CALLBACK, { claimsInToken });
    t = await testApp({ publicUrl: new URL(PUBLIC), oidc: config(idp) });
  });
  afterAll(async () => {
    await t.close();
    await idp.close();
  });

  it('makes the user at the first sign-in, finds it again, and lets the role follow', async () => {
    const sub = person(idp);
    const first = await signIn(t);
    expect([first.status, first.me['name'], first.me['role']]).toEqual([200, 'Karen Konsulent', 'consultant']);
    person(idp, { groups: ['andet', 'konsulent', 'leder'], email: 'gift@kommune.test' }, sub);
    const second = await signIn(t);
    expect([second.me['userId'], second.me['role']]).toEqual([first.me['userId'], 'manager']);
    person(idp, { groups: ['ingenting'] }, sub);
    const third = await signIn(t);
    expect([third.status, third.me['status']]).toEqual([403, 401]);
    expect(third.page).toContain('Bed din administrator om adgang');
    const events = await t.db.query<{ action: string }[]>(
      "SELECT action FROM audit_event WHERE subject_id = $1 AND action <> 'sign-in' ORDER BY id", [first.me['userId']],
    );
    expect(events.map(({ action }) => action)).toEqual(['create', 'link-identity', 'update']);
  });
});

describe('sign-in through the identity provider', () => {
  let idp: TestIdentityProvider;
  let t: TestApp;
  beforeAll(async () => {
    idp = await TestIdentityProvider.start(CALLBACK);
    t = await testApp({ publicUrl: new URL(PUBLIC), oidc: config(idp, { createUsers: false }) });
  });
  beforeEach(() => {
    idp.tampering = null;
  });
  afterAll(async () => {
    await t.close();
    await idp.close();
  });

  async function colleague(email: string, disabled = false): Promise<string> {
    const { id } = await t.make.user('consultant');
    const at = disabled ? t.clock.now() : null;
    await t.db.query('UPDATE app_user SET email = $2, disabled_at = $3 WHERE id = $1', [id, email, at]);
    return id;
  }

  it('binds the way there to the browser, and goes on to the start page from a page of our own', async () => {
    const email = `${randomUUID()}@kommune.test`;
    await colleague(email);
    person(idp, { email });
    const own = browser(t);
    const begun = await own.get(SIGN_IN);
    expect(begun.status).toBe(302);
    const flow = /^__Host-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/;
    expect(begun.headers.get('set-cookie')).toMatch(flow);
    const { searchParams } = new URL(begun.headers.get('location') ?? '');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name)?.length)).toEqual([43, 43, 43]);
    const { answer, page } = await signIn(t, own);
    const [session] = answer.headers.getSetCookie();
    expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(answer.status).toBe(200);
    expect(page).toContain('<meta http-equiv="refresh" content="0;url=/">');
    expect(own.cookie(PUBLIC, '__Host-oidc')).toBeUndefined();
    expect(t.logged.join('')).not.toContain(searchParams.get('state'));
  });

  it('links a colleague by a verified address, once', async () => {
    const email = `${randomUUID()}@kommune.test`;
    const id = await colleague(email);
    person(idp, { email: email.toUpperCase() });
    const linked = await signIn(t);
    expect([linked.status, linked.me['userId']]).toEqual([200, id]);
    person(idp, { email });
    const other = await signIn(t);
    expect([other.status, other.me['status']]).toEqual([403, 401]);
  });

  it.each([
    ['whose address is not verified', { email_verified: false }],
    ['whose address nobody vouches for', { email_verified: undefined }],
    ['who copies Entra', { email_verified: undefined, xms_edov: true }],
    ['who is in no group', { groups: undefined }],
  ])('refuses somebody %s, although a colleague has the address', async (_name, claims) => {
    const email = `${randomUUID()}@kommune.test`;
    const id = await colleague(email);
    person(idp, { email, ...claims });
    const before = await sessions(t);
    const { status, page } = await signIn(t);
    expect(status).toBe(403);
    expect(page).toContain('Du er ikke logget ind');
    expect(page).not.toContain(email);
    expect(await sessions(t)).toBe(before);
    expect(await t.db.query('SELECT 1 FROM oidc_identity WHERE user_id = $1', [id])).toEqual([]);
  });

  it('refuses a disabled colleague, and one who was never made', async () => {
    const email = `${randomUUID()}@kommune.test`;
    await colleague(email, true);
    person(idp, { email });
    expect((await signIn(t)).page).toContain('oidc-disabled');
    person(idp);
    expect((await signIn(t)).page).toContain('oidc-unknown');
  });

  it('answers a program with a problem document', async () => {
    const { status, headers, body } = await t.anonymous.get('/oidc/callback?code=x&state=y', { accept: 'application/json' });
    expect([status, body['code']]).toEqual([401, 'oidc-not-begun']);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses eight tampered answers, and a ninth', async () => {
    const email = `${randomUUID()}@kommune.test`;
    await colleague(email);
    const sub = person(idp, { email });
    const reset = () => person(idp, { email }, sub);
    const expectSigned = async () => expect((await signIn(t)).status).toBe(200);
    await expectSigned();

    const token = (tampering: Tampering) => async () => {
      const own = browser(t);
      const callback = await own.follow(SIGN_IN, CALLBACK);
      idp.tampering = tampering;
      const answer = await own.get(callback);
      idp.tampering = null;
      return answer;
    };
    const kinds: Record<string, () => Promise<Response>> = {
      'wrong state': async () => {
        const own = browser(t);
        const callback = new URL(await own.follow(SIGN_IN, CALLBACK));
        callback.searchParams.set('state', 'A'.repeat(43));
        return await own.get(callback.href);
      },
      'another browser': async () => await browser(t).get(await browser(t).follow(SIGN_IN, CALLBACK)),
      'wrong nonce': token({ change: ({ payload }) => (payload['nonce'] = 'A'.repeat(43)) }),
      'wrong issuer': token({ change: ({ payload }) => (payload['iss'] = 'https://evil.test') }),
      'wrong audience': token({ change: ({ payload }) => (payload['aud'] = 'another program') }),
      'expired': token({ change: ({ payload }) => Object.assign(payload, { iat: 1_700_000_000, exp: 1_700_000_600 }) }),
      'bad signature': token({ sign: 'foreign-key' }),
      'used before': async () => {
        const own = browser(t);
        const callback = new URL(await own.follow(SIGN_IN, CALLBACK));
        expect((await own.get(callback.href)).status).toBe(200);
        const state = new URL(await own.follow(SIGN_IN, CALLBACK)).searchParams.get('state') ?? '';
        const again = await own.get(callback.href);
        expect(again.status).toBe(401);
        // The old code in an answer that is right otherwise.
        callback.searchParams.set('state', state);
        return await own.get(callback.href);
      },
      'alg none': token({ sign: 'not-at-all' }),
    };
    let refused = 0;
    const failures: string[] = [];
    for (const [name, tamper] of Object.entries(kinds)) {
      reset();
      const before = await sessions(t);
      const answer = await tamper();
      const own = name === 'used before' ? 1 : 0;
      const isRefused = answer.status === 401 && answer.headers.get('set-cookie') === null;
      if (!isRefused || (await sessions(t)) !== before + own) failures.push(`${name}: ${answer.status}`);
      else if (name !== 'alg none') refused += 1;
    }
    expect(failures).toEqual([]);
    // The proxy alone breaks nothing: what it signs anew without a change is taken.
    expect((await token({})()).status).toBe(200);
    await expectSigned();
    console.log(`oidc: ${Object.keys(kinds).length - 1} tampered answers, ${refused} refused`);
    expect(refused).toBe(8);
  });

  it('lets a sign-in wait ten minutes, and sweeps older ones out', async () => {
    const own = browser(t);
    const callback = await own.follow(SIGN_IN, CALLBACK);
    t.clock.advance(600_001);
    expect((await own.get(callback)).status).toBe(401);
    await own.get(SIGN_IN);
    await t.app.get(Sweeper).sweep();
    const [row] = await t.db.query<{ n: number }[]>('SELECT count(*) AS n FROM oidc_flow');
    expect(row?.n).toBe(1);
  });

  it('says so when a person breaks off', async () => {
    const own = browser(t);
    const state = new URL((await own.get(SIGN_IN)).headers.get('location') ?? '').searchParams.get('state') ?? '';
    const iss = encodeURIComponent(idp.issuer);
    const answer = await own.get(`${CALLBACK}?error=access_denied&state=${state}&iss=${iss}`);
    expect([answer.status, (await answer.text()).includes('afbrudt')]).toEqual([401, true]);
  });
});

describe('an identity provider that is away', () => {
  it('leaves the program running, answers 503, and works once it is back', async () => {
    const idp = await TestIdentityProvider.start(CALLBACK);
    idp.isUp = false;
    const t = await testApp({ publicUrl: new URL(PUBLIC), oidc: config(idp) });
    const away = await t.anonymous.get('/oidc/sign-in');
    expect([away.status, away.body['code']]).toEqual([503, 'oidc-away']);
    idp.isUp = true;
    person(idp);
    expect((await signIn(t)).status).toBe(200);
    const own = browser(t);
    const callback = await own.follow(SIGN_IN, CALLBACK);
    idp.isUp = false;
    const lost = await own.get(callback);
    expect([lost.status, (await lost.text()).includes('oidc-away')]).toEqual([503, true]);
    await t.close();
    await idp.close();
  });

  it('is 404 where people sign in with a password', async () => {
    const t = await testApp();
    for (const path of ['/oidc/sign-in', '/oidc/callback?code=x&state=y']) {
      expect((await t.anonymous.get(path, { accept: 'text/html' })).status).toBe(404);
    }
    await t.close();
  });
});
