import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { freePort, untilPrinted } from '../support/redis.js';
import { type TestDatabase, testDatabase } from '../support/test-database.js';

const folders: string[] = [];
const children: ChildProcess[] = [];

function program(environment: Record<string, string>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [resolve('dist/main.js')], { env: { PATH, HOME, LOG_LEVEL: 'warn', ...environment } });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess) =>
  new Promise<number | string | null>((done) => child.once('exit', (code, signal) => done(code ?? signal)));

/** A folder only its owner can enter, as temporary and home folders are. */
function closedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'haandslag-'));
  chmodSync(folder, 0o700);
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) {
    // As root the data lies where the server's own user can reach it, and the link tells where.
    rmSync(dirname(realpathSync(join(folder, 'postgres'))), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the program with its own database', () => {
  it('tells where to go, survives kill -9 with what was saved, stops cleanly, and starts again', async () => {
    const environment = { DATA_DIR: closedFolder(), PORT: String(await freePort()) };
    const url = `http://localhost:${environment.PORT}`;
    const signIn = () =>
      fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'konsulent@demo.invalid', password: 'haandslag-demo' }),
      });

    const first = program(environment);
    const printed = await untilPrinted(first, 'Ctrl+C');
    expect(printed).toContain(`Håndslag kører på ${url}`);
    expect(printed).toContain('konsulent@demo.invalid');
    const cookie = (await signIn()).headers.get('set-cookie')?.split(';')[0] ?? '';
    const made = await fetch(`${url}/api/companies`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Gemt før strømmen gik' }),
    });
    expect(made.status).toBe(201);
    first.kill('SIGKILL');
    expect(await ended(first)).toBe('SIGKILL');

    const second = program(environment);
    await untilPrinted(second, 'Ctrl+C');
    const list = await fetch(`${url}/api/companies?q=str%C3%B8mmen`, { headers: { cookie } });
    expect(await list.json()).toMatchObject({ items: [{ name: 'Gemt før strømmen gik' }] });
    second.kill('SIGTERM');
    expect(await ended(second)).toBe(0);

    const third = program(environment);
    await untilPrinted(third, 'Ctrl+C');
    expect((await signIn()).status).toBe(200);
    third.kill('SIGINT');
    expect(await ended(third)).toBe(0);
  }, 120_000);
});

/** A link of 256 bits behind the `#`. */
const LINK = /http:\/\/localhost:(\d+)\/#\/velkommen\/([\w-]{43})/;

describe('the program without an administrator', () => {
  it('gives a link at each start, with which the first one is made', async () => {
    const database = await testDatabase();
    const port = String(await freePort());
    const given = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, HOST: '127.0.0.1', PORT: port };
    const linkOfStart = async (): Promise<[ChildProcess, string | undefined, string | undefined]> => {
      const child = program(given);
      const [, shownPort, token] = LINK.exec(await untilPrinted(child, 'Ctrl+C')) ?? [];
      return [child, shownPort, token];
    };
    const [first, shownPort, older] = await linkOfStart();
    expect(shownPort).toBe(port);
    first.kill('SIGTERM');
    expect(await ended(first)).toBe(0);
    const [second, , token] = await linkOfStart();
    expect(token).not.toBe(older);
    const redeem = (one?: string) =>
      fetch(`http://127.0.0.1:${port}/api/one-time-links/redeem`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: one, email: 'a@kommune.dk', name: 'Anne', password: 'græsset er grønt bag banen' }),
      });
    expect((await redeem(older)).status).toBe(410);
    expect((await redeem(token)).status).toBe(200);
    second.kill('SIGTERM');
    expect(await ended(second)).toBe(0);
    const [third, , none] = await linkOfStart();
    expect(none).toBeUndefined();
    third.kill('SIGTERM');
    expect(await ended(third)).toBe(0);
    await database.drop();
  });
});

describe('the program with a given database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  it('says which variable to change when the port is taken, and ends', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const child = program({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, PORT: String(port), HOST: '127.0.0.1' });
    const [printed, code] = await Promise.all([untilPrinted(child, `PORT=${port + 1} npm start`), ended(child)]);
    expect(printed).toContain(`Port ${port} er optaget`);
    expect(code).toBe(1);
    other.close();
  });

  it('names the variable that is wrong', async () => {
    const child = program({ PORT: 'tretusind' });
    expect(await untilPrinted(child, '65535')).toContain('PORT is "tretusind"');
  });

  it('has no demo accounts unless asked, and gets its first administrator by command', async () => {
    const environment = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, LOG_LEVEL: 'warn', PATH: process.env['PATH'] ?? '' };
    const admin = (...parameters: string[]) => spawn(process.execPath, [resolve('dist/admin.js'), ...parameters], { env: environment });
    const printed = await untilPrinted(admin('create', '--email', 'Admin@Kommune.dk', '--name', 'Anne'), 'vises kun her): ');
    const password = /vises kun her\): (\S+)/.exec(printed)?.[1];
    await untilPrinted(admin('create', '--email', 'admin@kommune.dk', '--name', 'Anne'), 'findes allerede');
    await untilPrinted(admin('create'), 'Brug:');
    await untilPrinted(admin('reset', '--email', 'ingen@kommune.dk'), 'findes ikke');
    expect(await untilPrinted(admin('reset', '--email', 'ADMIN@kommune.dk'), '/#/velkommen/')).toMatch(LINK);
    const port = await freePort();
    const child = program({ ...environment, PORT: String(port), HOST: '127.0.0.1' });
    const started = await untilPrinted(child, 'Ctrl+C');
    expect(started).not.toContain('demo.invalid');
    expect(started).not.toMatch(LINK);
    const signIn = (email: string, secret = '') =>
      fetch(`http://127.0.0.1:${port}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: secret }),
      });
    expect((await signIn('admin@kommune.dk', password)).status).toBe(200);
    expect((await signIn('admin@demo.invalid', 'haandslag-demo')).status).toBe(401);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });
});
