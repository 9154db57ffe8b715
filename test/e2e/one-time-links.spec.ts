import { type Answer } from '../support/api.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type TestApp, testApp } from '../support/test-app.js';
import { OneTimeLinksService } from '../../src/modules/one-time-links/one-time-links.service.js';
import { Mailer } from '../../src/platform/mail/mailer.js';

const PASSWORD = 'græsset er grønt bag banen';
const HOUR_MS = 3_600_000;
let made = 0;

interface Link {
  url: string;
  expiresAt: string;
  mailed: boolean;
}

const tokenOf = (url: string) => /#\/velkommen\/([\w-]{43})$/.exec(url)?.[1] ?? '';
const cookieOf = ({ headers }: Answer<unknown>) => headers.get('set-cookie')?.split(';')[0] ?? '';

describe('one-time links', () => {
  let sink: SmtpSink;
  let t: TestApp;
  beforeAll(async () => {
    sink = await SmtpSink.start();
    t = await testApp({ smtpUrl: sink.url, publicUrl: new URL('http://haandslag.test') });
  });
  beforeEach(() => {
    sink.mode = 'accept';
  });
  afterAll(async () => {
    await t.close();
    await sink.close();
  });

  /** A new colleague without a password. */
  async function colleague(): Promise<{ id: string; email: string }> {
    made += 1;
    const admin = await t.as('administrator');
    const email = `kollega${made}@kommune.test`;
    const { status, body } = await admin.post<{ id: string }>('/users', { email, name: 'Ny Kollega', role: 'consultant' });
    expect(status).toBe(201);
    return { id: body.id, email };
  }

  async function link(id: string, kind: 'invitation' | 'password-reset'): Promise<Link> {
    const { status, body } = await (await t.as('administrator')).post<Link>(`/users/${id}/${kind}`);
    expect(status).toBe(201);
    return body;
  }

  const redeem = (token: string, more: object = {}) =>
    t.anonymous.post('/one-time-links/redeem', { token, password: PASSWORD, ...more });
  const inspect = (token: string) => t.anonymous.post('/one-time-links/inspect', { token });
  const signIn = (email: string, password = PASSWORD) => t.anonymous.post('/session', { email, password });

  async function withPassword(): Promise<{ id: string; email: string }> {
    const user = await colleague();
    expect((await redeem(tokenOf((await link(user.id, 'invitation')).url))).status).toBe(200);
    return user;
  }

  /** Waits for the mail that is on its way to the address. */
  async function mailTo(address: string, number = 1): Promise<string> {
    for (let tries = 0; sink.to(address).length < number && tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return sink.to(address)[number - 1]?.text ?? '';
  }

  it('brings a new colleague in: link, mail, password, session', async () => {
    const { id, email } = await colleague();
    expect((await signIn(email)).status).toBe(401);
    const { url, expiresAt, mailed } = await link(id, 'invitation');
    expect([url.startsWith('http://haandslag.test/#/velkommen/'), mailed]).toEqual([true, true]);
    expect(Date.parse(expiresAt) - t.clock.now().getTime()).toBe(7 * 24 * HOUR_MS);
    expect(await mailTo(email)).toContain(url);
    expect((await inspect(tokenOf(url))).body).toEqual({ kind: 'invitation', name: 'Ny Kollega', expiresAt });
    const used = await redeem(tokenOf(url));
    expect([used.status, used.body]).toEqual([200, { signedIn: true }]);
    expect(used.headers.get('set-cookie')).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await t.anonymous.get('/session', { cookie: cookieOf(used) })).body).toMatchObject({ userId: id });
    expect((await signIn(email)).status).toBe(200);
    const events = await t.db.query<{ action: string }[]>(
      `SELECT action FROM audit_event WHERE (actor_id = $1 AND action <> 'sign-in-refused')
         OR (subject_type = 'OneTimeLink' AND after ->> 'userId' = $2) ORDER BY id`,
      [id, id],
    );
    expect(events.map(({ action }) => action)).toEqual(['create', 'set-password', 'redeem', 'sign-in', 'sign-in']);
  });

  it('keeps the token out of the database and the log', async () => {
    const { id } = await colleague();
    const token = tokenOf((await link(id, 'invitation')).url);
    await inspect(token);
    await redeem(token);
    await redeem(token);
    const rows = await t.db.query<object[]>(
      'SELECT l::text AS l FROM one_time_link l UNION ALL SELECT a::text FROM audit_event a',
    );
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(t.logged.join('')).not.toContain(token);
  });

  it('works once, also when two use it at the same time', async () => {
    const { id } = await colleague();
    const token = tokenOf((await link(id, 'invitation')).url);
    const both = await Promise.all([redeem(token), redeem(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await redeem(token)).body['code']).toBe('link-gone');
    expect((await inspect(token)).status).toBe(410);
    const english = await t.anonymous.post('/one-time-links/inspect', { token }, { 'accept-language': 'en' });
    expect(english.body).toMatchObject({ title: 'It can no longer be used.', code: 'link-gone' });
  });

  it('expires, is void once a newer one is made, and after the user is closed', async () => {
    const { id } = await colleague();
    const older = tokenOf((await link(id, 'invitation')).url);
    const newer = tokenOf((await link(id, 'invitation')).url);
    expect([(await inspect(older)).status, (await inspect(newer)).status]).toEqual([410, 200]);
    t.clock.advance(7 * 24 * HOUR_MS);
    expect((await redeem(newer)).status).toBe(410);
    const other = tokenOf((await link(id, 'password-reset')).url);
    t.clock.advance(HOUR_MS - 1);
    expect((await inspect(other)).status).toBe(200);
    await (await t.as('administrator')).patch(`/users/${id}`, 1, { disabled: true });
    expect((await redeem(other)).status).toBe(410);
    expect((await (await t.as('administrator')).post(`/users/${id}/invitation`)).body['code']).toBe('user-disabled');
  });

  it('keeps one open link per kind and user when 20 are made at the same time', async () => {
    const { id } = await colleague();
    const admin = await t.as('administrator');
    sink.mode = { refuse: 550 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.post<Link>(`/users/${id}/invitation`)));
    expect(answers.map(({ status, body }) => [status, body.mailed])).toEqual(answers.map(() => [201, false]));
    const states = await Promise.all(answers.map(({ body }) => inspect(tokenOf(body.url))));
    expect(states.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('leaves the link as it was when the password is too weak', async () => {
    const { id } = await colleague();
    const token = tokenOf((await link(id, 'invitation')).url);
    const weak = await redeem(token, { password: 'kort' });
    expect([weak.status, weak.body['errors']]).toMatchObject([422, [{ pointer: '/password' }]]);
    expect((await redeem(token, { email: 'anden@kommune.test' })).body['errors']).toMatchObject([{ pointer: '/email' }]);
    expect((await redeem(token)).status).toBe(200);
  });

  it('ends all other sessions and voids all other links with a new password', async () => {
    const { id, email } = await colleague();
    const invitation = tokenOf((await link(id, 'invitation')).url);
    expect((await redeem(tokenOf((await link(id, 'password-reset')).url))).status).toBe(200);
    expect((await redeem(invitation)).status).toBe(410);
    const before = cookieOf(await signIn(email));
    const again = await link(id, 'password-reset');
    expect((await (await t.as('administrator')).post(`/users/${id}/invitation`)).body['code']).toBe('has-password');
    const used = await redeem(tokenOf(again.url), { password: 'regnen falder stille på byen' });
    t.clock.advance(1_001);
    expect((await t.anonymous.get('/session', { cookie: before })).status).toBe(401);
    expect((await t.anonymous.get('/session', { cookie: cookieOf(used) })).status).toBe(200);
    expect((await signIn(email)).status).toBe(401);
  });

  it('signs nobody in whose sign-in takes a code as well', async () => {
    const { id } = await withPassword();
    await t.db.query('UPDATE app_user SET second_factor_since = now() WHERE id = $1', [id]);
    const used = await redeem(tokenOf((await link(id, 'password-reset')).url));
    expect([used.status, used.body, used.headers.get('set-cookie')]).toEqual([200, { signedIn: false }, null]);
  });

  it('is made by administrators only', async () => {
    const { id } = await colleague();
    for (const path of [`/users/${id}/invitation`, `/users/${id}/password-reset`]) {
      expect((await t.anonymous.post(path)).status).toBe(401);
      expect((await (await t.as('manager')).post(path)).status).toBe(403);
    }
  });

  describe('a forgotten password', () => {
    const ask = (email: string, headers = {}) => t.anonymous.post('/password-resets', { email }, headers);
    beforeEach(() => t.clock.advance(HOUR_MS + 1));

    it('is answered alike whether there is such a user or not, and mailed to who has one', async () => {
      const { email } = await withPassword();
      const bare = await colleague();
      const closed = await withPassword();
      await (await t.as('administrator')).patch(`/users/${closed.id}`, 1, { disabled: true });
      const asking = [email.toUpperCase(), 'ingen@kommune.test', bare.email, closed.email];
      const answers = await Promise.all(asking.map((one) => ask(one)));
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(answers[0]?.body['next']).toBe('read-mail');
      const url = /http\S+/.exec(await mailTo(email, 2))?.[0] ?? '';
      expect((await redeem(tokenOf(url), { password: 'regnen falder stille på byen' })).status).toBe(200);
      await t.app.get(Mailer).send({ to: 'sidst@kommune.test', subject: 'x', text: 'x' });
      // The closed user was mailed the invitation, earlier.
      expect([bare, closed].map((user) => sink.to(user.email).length)).toEqual([0, 1]);
    });

    it('is answered before the relay is', async () => {
      const { email } = await withPassword();
      sink.mode = 'silent';
      expect((await ask(email)).status).toBe(202);
      sink.hangUp();
    });

    it('may be asked for three times an hour, unknown addresses too, and twenty times from one place', async () => {
      for (const email of [(await withPassword()).email, 'ukendt@kommune.test']) {
        const statuses: number[] = [];
        for (let time = 0; time < 5; time += 1) statuses.push((await ask(email)).status);
        expect(statuses).toEqual([202, 202, 202, 429, 429]);
      }
      const many = await Promise.all(Array.from({ length: 15 }, (_one, index) => ask(`nr${index}@kommune.test`)));
      expect(many.filter(({ status }) => status === 202)).toHaveLength(10);
      t.clock.advance(HOUR_MS);
      expect((await ask('ukendt@kommune.test')).status).toBe(202);
    });
  });
});

describe('the first administrator', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => {
    await t.close();
  });

  const redeem = (token: string, more: object = {}) =>
    t.anonymous.post('/one-time-links/redeem', { token, password: PASSWORD, ...more });
  const newToken = async () => (await t.app.get(OneTimeLinksService).setUpToken()) ?? '';

  it('is made with the newest link, and no second one', async () => {
    const [older, token] = [await newToken(), await newToken()];
    const anne = { email: 'Anne@Kommune.test', name: 'Anne Anker' };
    expect((await redeem(older, anne)).status).toBe(410);
    const { status, body } = await t.anonymous.post('/one-time-links/inspect', { token });
    expect([status, body['kind'], body['name']]).toEqual([200, 'setup', null]);
    expect((await redeem(token)).body['errors']).toMatchObject([{ pointer: '/email' }, { pointer: '/name' }]);
    const used = await redeem(token, anne);
    expect(used.body).toEqual({ signedIn: true });
    expect((await t.anonymous.get('/session', { cookie: cookieOf(used) })).body).toMatchObject({ role: 'administrator' });
    expect(await t.app.get(OneTimeLinksService).setUpToken()).toBeNull();
    expect((await t.anonymous.post('/session', { email: 'anne@kommune.test', password: PASSWORD })).status).toBe(200);
  });

  it('voids a link that was open when an administrator came another way', async () => {
    await t.db.query("UPDATE app_user SET disabled_at = now() WHERE role = 'administrator'");
    const token = await newToken();
    const { id } = await t.make.user('administrator');
    await t.db.query("UPDATE app_user SET password_hash = 'x' WHERE id = $1", [id]);
    expect((await t.anonymous.post('/one-time-links/inspect', { token })).status).toBe(410);
    expect((await redeem(token, { email: 'bo@kommune.test', name: 'Bo' })).status).toBe(410);
  });

  it('says to ask the administrator where no mail is sent, in both languages, and shows the link', async () => {
    const ask = (language: string) =>
      t.anonymous.post('/password-resets', { email: 'x@kommune.test' }, { 'accept-language': language });
    expect([(await ask('da')).status, (await ask('da')).body['next']]).toEqual([202, 'ask-administrator']);
    expect((await ask('en')).body['detail']).toContain('Ask your administrator');
    const { id } = await t.make.user('reader');
    const { body } = await (await t.as('administrator')).post<Link>(`/users/${id}/invitation`);
    expect([body.mailed, body.url.startsWith('http://localhost:3000/#/velkommen/')]).toEqual([false, true]);
  });
});
