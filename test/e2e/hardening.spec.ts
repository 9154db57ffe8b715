import { type IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text as consumeText } from 'node:stream/consumers';
import { problemOfDatabaseError } from '../../src/platform/database/database-problem.js';
import { httpAdapter } from '../../src/platform/http/set-up-http.js';
import { TermsService } from '../../src/modules/terms/terms.service.js';
import { Api } from '../support/api.js';
import { routesOf } from '../support/routes.js';
import { type TestApp, testApp } from '../support/test-app.js';

const UNKNOWN_ID = '019abcde-0000-7000-8000-000000000000';
const HEADERS = {
  'content-security-policy':
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};
/** Tell what we are made of; no answer has them. */
const TELLTALES = ['x-powered-by', 'server', 'access-control-allow-origin'];
const PROBED = [
  '/.env', '/.git/config', '/.git/HEAD', '/.htaccess', '/.aws/credentials', '/.well-known/../.env', '/api/docs',
  '/api/docs-json',
  '/api/swagger', '/swagger', '/swagger-ui', '/swagger.json', '/docs', '/openapi.json', '/api-docs', '/graphql',
  '/metrics',
  '/health', '/actuator/env', '/admin', '/phpmyadmin/', '/wp-login.php', '/server-status', '/debug', '/debug/pprof',
  '/package.json', '/package-lock.json', '/dist/main.js', '/src/main.ts', '/node_modules/', '/backup.sql',
  '/api/../package.json',
  '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/api', '/api/', '/console', '/config.json', '/.DS_Store',
];

/** What the answer's headers lack or say otherwise, and whether data might be stored on the way. */
function complaints(what: string, headers: Headers): string[] {
  const wrong = Object.entries(HEADERS).filter(([name, value]) => headers.get(name) !== value);
  const told = TELLTALES.filter((name) => headers.get(name) !== null);
  const stored = headers.get('cache-control') !== 'no-store' ? ['cache-control'] : [];
  return [...wrong.map(([name]) => name), ...told, ...stored].map((name) => `${what}: ${name} ${headers.get(name)}`);
}

describe('the running program', () => {
  let t: TestApp;
  let api: Api;
  beforeAll(async () => {
    t = await testApp({ publicUrl: new URL('https://haandslag.example.dk') });
    const { token } = await t.make.session('administrator');
    // Behind HTTPS the cookie has another name, which is put after the one that callers send.
    api = new Api(t.url, `; __Host-session=${token}`);
  });
  afterAll(async () => {
    await t.close();
  });

  const addresses = () =>
    routesOf(t.app)
      .filter(({ endless }) => !endless)
      .map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+/g, UNKNOWN_ID) }));

  it('protects with the same headers whatever the answer', async () => {
    const found: string[] = [];
    const statuses = new Map<number, number>();
    const note = (what: string, { status, headers }: { status: number; headers: Headers }) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      found.push(...complaints(what, headers));
    };
    for (const { method, path } of addresses()) {
      note(`${method} ${path}`, await t.anonymous.send(method, path));
      if (path !== '/session') note(`signed in ${method} ${path}`, await api.send(method, path));
    }
    const others = ['/', '/start.css', '/api/openapi.json', '/api/health/live', '/nowhere', '/api/nowhere', '/%ff'];
    for (const path of [...others, '/api/companies/%ff', `/api/companies/${'x'.repeat(300)}`]) {
      const answer = await fetch(t.url + path);
      note(path, answer);
      await answer.arrayBuffer();
    }
    const big = JSON.stringify({ name: 'x'.repeat(1_500_000) });
    note('413', await api.post('/companies', big, { 'content-type': 'application/json' }));
    note('broken JSON', await api.post('/companies', '{', { 'content-type': 'application/json' }));
    note('415', await api.post('/companies', 'a=1', { 'content-type': 'text/plain' }));
    note('cross-site', await api.post('/companies', {}, { 'sec-fetch-site': 'cross-site' }));
    note('500', await failing());
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status} ${count}`);
    console.log(`headers: ${counts.join(', ')}`);
    expect(found).toEqual([]);
    const seen = [200, 400, 401, 403, 404, 413, 415, 422, 428, 500];
    expect(seen.filter((status) => !statuses.has(status))).toEqual([]);
  });

  /** A list whose reading fails in a way nobody foresaw. */
  async function failing() {
    const terms = t.app.get(TermsService);
    Object.assign(terms, { list: () => Promise.reject(new Error('nobody foresaw this')) });
    const answer = await api.get('/terms');
    Reflect.deleteProperty(terms, 'list');
    return answer;
  }

  it.each([
    ['what is no HTTP', 'HELLO\r\n\r\n', 400],
    ['a header that is too large', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers %s with a problem and the same headers', async (_what, sent, status) => {
    const text = await raw(t.url, sent);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const [name, value] of Object.entries(HEADERS)) expect(head).toContain(`${name}: ${value}`);
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code: 'bad-request' });
  });

  it('says nothing of HTTPS where it is reached without', async () => {
    const plain = httpAdapter({ trustProxy: 0, publicUrl: null });
    plain.getInstance().get('/x', () => 'x');
    const { headers } = await plain.getInstance().inject('/%ff');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    await plain.close();
  });

  it('refuses every write from another site, and none from its own', async () => {
    const writes = addresses().filter(({ method }) => method !== 'GET');
    const { origin } = new URL(t.url);
    const wrong: string[] = [];
    const expected = async (method: string, path: string, headers: Record<string, string>, isRefused: boolean) => {
      const { status, body } = await api.send(method, path, undefined, headers);
      if ((status === 403) !== isRefused) wrong.push(`${method} ${path} ${JSON.stringify({ headers, status, body })}`);
    };
    for (const { method, path } of writes) {
      for (const site of ['cross-site', 'same-site']) await expected(method, path, { 'sec-fetch-site': site }, true);
      for (const other of ['https://evil.example', 'null', `${origin}0`]) {
        await expected(method, path, { origin: other }, true);
      }
      if (path === '/session') continue;
      await expected(method, path, { origin, 'sec-fetch-site': 'same-origin' }, false);
      await expected(method, path, {}, false);
    }
    console.log(`cross-site: ${writes.length} writing routes`);
    expect(wrong).toEqual([]);
    expect(writes.length).toBeGreaterThan(60);
  });

  it('shows nothing at addresses that scanners try', async () => {
    const wrong: string[] = [];
    for (const path of PROBED) {
      const { status, headers, text } = await plainly('GET', path);
      const isProblem = /^application\/problem\+json/.test(headers['content-type'] ?? '');
      if (status !== 404 || !isProblem || /node_modules|Error:/.test(text)) wrong.push(`${path} ${status}`);
    }
    for (const method of ['TRACE', 'PUT', 'PROPFIND']) {
      const { status } = await plainly(method, '/api/companies');
      if (status !== 404) wrong.push(`${method} ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(PROBED.length).toBeGreaterThan(30);
    const tunnel = 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n';
    expect(await raw(t.url, tunnel)).not.toMatch(/^HTTP\/1.1 2/);
  });

  /** Without tidying up the address, as fetch does. */
  async function plainly(method: string, path: string) {
    const { hostname, port } = new URL(t.url);
    const answer = await new Promise<IncomingMessage>((done, failed) => {
      httpRequest({ hostname, port, method, path }, done).on('error', failed).end();
    });
    return { status: answer.statusCode, headers: answer.headers, text: await consumeText(answer) };
  }

  it('believes X-Forwarded-For of as many proxies as it was told, and no more', async () => {
    const seen: string[] = [];
    for (const trustProxy of [0, 1, 2]) {
      const adapter = httpAdapter({ trustProxy, publicUrl: null });
      adapter.getInstance().get('/ip', (request) => request.ip);
      const headers = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3' };
      seen.push((await adapter.getInstance().inject({ url: '/ip', headers, remoteAddress: '10.0.0.9' })).body);
      await adapter.close();
    }
    expect(seen).toEqual(['10.0.0.9', '3.3.3.3', '2.2.2.2']);
  });
});

describe('the database', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(async () => {
    await t.close();
  });

  it('cuts a slow statement, which is answered 503', async () => {
    const slow = t.db.transaction(async (tx) => {
      await tx.query("SET LOCAL statement_timeout = '50ms'");
      await tx.query('SELECT pg_sleep(20)');
    });
    const error = await slow.catch((reason: unknown) => reason);
    expect(problemOfDatabaseError(error)).toMatchObject({ status: 503, code: 'busy' });
    const limits = await t.db.query<object[]>(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
         current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(limits).toEqual([{ statement: '30s', lock: '5s', idle: '1min' }]);
  });

  it('cuts an idle transaction, which is answered 503 and leaves the program running', async () => {
    const idle = t.db.transaction(async (tx) => {
      await tx.query("SET LOCAL idle_in_transaction_session_timeout = '50ms'");
      await new Promise((done) => setTimeout(done, 400));
      await tx.query('SELECT 1');
    });
    const error = await idle.catch((reason: unknown) => reason);
    expect(problemOfDatabaseError(error)).toMatchObject({ status: 503, code: 'unavailable' });
    expect((await t.anonymous.get('/health/ready')).status).toBe(200);
  });
});

/** Everything the program says to these bytes until it closes the connection, or for a second. */
async function raw(url: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setTimeout(1_000, () => socket.destroy());
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(sent);
  await new Promise((done) => socket.once('close', done));
  return text;
}
