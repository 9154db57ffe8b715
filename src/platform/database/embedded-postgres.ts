import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, open, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chooseLayout, type ServerLayout } from './embedded-layout.js';
import {
  problem, readIfPresent, run, runningServer, serverEnvironment, type RunningServer,
} from './embedded-process.js';
import { APP, DATABASE, EmbeddedSession, OWNER, type Passwords } from './embedded-session.js';
import { beginFolder, finishFolder, removeAbandoned } from './unfinished-folder.js';

/** A PostgreSQL server on 127.0.0.1 with the database `haandslag`. The URLs carry passwords: never log them. */
export interface EmbeddedDatabase {
  /** Database `postgres` as superuser; for tests and backup. */
  superuserUrl: string;
  /** `haandslag` as its owner; for migrations. */
  ownerUrl: string;
  /** `haandslag` as the role without DDL; migrations grant it what it may do. */
  appUrl: string;
  /** The folder that holds the data, the passwords and the server's log. */
  folder: string;
  /** True when the server ran already, left by a killed program or started by another one. */
  adopted: boolean;
  /** Stops the server cleanly, unless another program has the same one in use. May be called twice. */
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Receives lines for a person. */
  say: (line: string) => void;
  /** Further flags of `postgres`, such as `-c`, `fsync=off`; an adopted server keeps those it was started with. */
  flags?: readonly string[];
}

/** Long enough to recover after a power failure. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
/** The last processes of a server that just went down hold its memory a moment longer; ports can be taken. */
const PASSING_FAILURE = /still in use|"postmaster.pid" already exists|Address already in use/;
const PASSING_MS = 10_000;
const POLL_MS = 25;
/** SQLSTATE invalid_password. */
const WRONG_PASSWORD = '28P01';
/** No statement and no row value of the program reaches the log: they are personal data. */
const LOG_FLAGS = ['-c', 'log_min_messages=log', '-c', 'log_min_error_statement=panic', '-c', 'log_checkpoints=off'];

/**
 * Starts the PostgreSQL that comes with npm, or adopts the server that already runs on the same data.
 * Several programs may share one server; the last to stop takes it down. The server survives the end of this
 * program unless `stop` is called. Throws with the server's last log lines when it does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const layout = await chooseLayout(options.dataDir, options.say);
  await removeAbandoned(layout.folder);
  if (!existsSync(path.join(layout.folder, 'data'))) await initialise(layout, options.say);
  const passwords = await readPasswords(layout.folder);
  const { session, server, adopted } = await attach(layout, passwords, options.flags ?? []);
  try {
    await session.prepare(url('postgres', passwords.superuser, server.port, DATABASE), passwords);
  } catch (error) {
    await stop(layout, session, server.pid);
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    superuserUrl: url('postgres', passwords.superuser, server.port, 'postgres'),
    ownerUrl: url(OWNER, passwords.owner, server.port, DATABASE),
    appUrl: url(APP, passwords.app, server.port, DATABASE),
    folder: layout.folder,
    adopted,
    stop: () => (stopped ??= stop(layout, session, server.pid)),
  };
}

function url(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Makes the passwords and the cluster. */
async function initialise({ bin, folder, account }: ServerLayout, say: (line: string) => void): Promise<void> {
  say('Opretter databasen. Det tager nogle sekunder …');
  const fresh = await beginFolder(folder);
  const passwordFile = path.join(fresh, 'passwords');
  const lines = [1, 2, 3].map(() => `${randomBytes(24).toString('base64url')}\n`);
  await writeFile(passwordFile, lines.join(''), { mode: 0o600, flush: true });
  if (account) for (const file of [fresh, passwordFile]) await chown(file, account.uid, account.gid);
  const settings = [
    `--pgdata=${path.join(fresh, 'data')}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`, // initdb reads the first line
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`, // pg_trgm asks it what a letter is
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...['timezone=UTC', 'log_timezone=UTC'].map((setting) => `--set=${setting}`),
  ];
  const { ok, output } = await run(path.join(bin, 'initdb'), settings, account);
  if (!ok) throw problem('Databasen kunne ikke oprettes.', 'The database could not be initialised.', output);
  await finishFolder(fresh, folder);
}

async function readPasswords(folder: string): Promise<Passwords> {
  const file = path.join(folder, 'passwords');
  const [superuser, owner, app] = ((await readIfPresent(file)) ?? '').split('\n');
  if (superuser && owner && app) return { superuser, owner, app };
  throw problem(
    `${file} mangler eller er ikke hel. Hent den fra en sikkerhedskopi.`,
    `${file} is missing or not whole. Restore it from a backup.`,
  );
}

interface Attachment {
  session: EmbeddedSession;
  server: RunningServer;
  adopted: boolean;
}

/** Starts the server or waits for the one that runs, until a session has joined it. */
async function attach(layout: ServerLayout, passwords: Passwords, flags: readonly string[]): Promise<Attachment> {
  const data = path.join(layout.folder, 'data');
  const begun = Date.now();
  let adopted = true;
  let lastError = '';
  while (Date.now() - begun < START_TIMEOUT_MS) {
    const server = await runningServer(data);
    if (!server) {
      adopted = !(await launch(layout, flags, begun));
    } else if (server.status === 'ready') {
      const session = new EmbeddedSession(url('postgres', passwords.superuser, server.port, 'postgres'));
      try {
        await session.join();
        return { session, server, adopted };
      } catch (error) {
        lastError = (error as Error).message; // it may just be going down: look again
        if ((error as { code?: string }).code === WRONG_PASSWORD) break;
      }
    }
    await wait(POLL_MS);
  }
  throw notUp(lastError, await lastLines(layout.folder));
}

/** Gives false when another program started a server on the same data first, or it is worth trying again. */
async function launch(layout: ServerLayout, flags: readonly string[], begun: number): Promise<boolean> {
  const data = path.join(layout.folder, 'data');
  const log = await open(path.join(layout.folder, 'server.log'), 'a', 0o600);
  const logStart = (await log.stat()).size;
  if (layout.account) await log.chown(layout.account.uid, layout.account.gid);
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: await freePort() };
  const fixed = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(path.join(layout.bin, 'postgres'), ['-D', data, ...LOG_FLAGS, ...flags, ...fixed], {
    ...layout.account,
    cwd: layout.folder,
    env: await serverEnvironment(data),
    detached: true, // Ctrl+C in the terminal must not reach the server before the program has finished
    stdio: ['ignore', log.fd, log.fd],
  });
  let ended: string | undefined;
  child.on('exit', (code) => (ended = `postgres: exit ${code}`));
  child.on('error', (error) => (ended = error.message));
  child.unref();
  await log.close();
  while (ended === undefined && Date.now() - begun < START_TIMEOUT_MS) {
    const server = await runningServer(data);
    if (server?.pid === child.pid && server?.status === 'ready') return true;
    await wait(POLL_MS);
  }
  const lines = await lastLines(layout.folder, logStart);
  if (await runningServer(data)) return false;
  if (PASSING_FAILURE.test(lines) && Date.now() - begun < PASSING_MS) return false;
  throw notUp(ended ?? '', lines);
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stop({ bin, folder, account }: ServerLayout, session: EmbeddedSession, pid: number): Promise<void> {
  const isUp = async (): Promise<boolean> => (await runningServer(path.join(folder, 'data')))?.pid === pid;
  if ((await session.leave()) && (await isUp())) {
    const { output } = await run(path.join(bin, 'pg_ctl'), ['kill', 'INT', String(pid)], account);
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (await isUp()) {
      if (Date.now() > deadline) throw problem('Databasen stoppede ikke.', 'The database did not stop.', output);
      await wait(POLL_MS);
    }
  }
  await session.end();
}

function notUp(error: string, lines: string): Error {
  return problem(
    'Databasen kom ikke op; se herunder. Hjælper en ny start ikke, så sæt DATABASE_URL til en anden PostgreSQL.',
    'The database did not come up; see below. If a new start does not help, set DATABASE_URL to another PostgreSQL.',
    `${error}\n${lines}`,
  );
}

async function lastLines(folder: string, fromByte = 0): Promise<string> {
  const log = await readFile(path.join(folder, 'server.log'));
  return log.subarray(fromByte).toString().trimEnd().split('\n').slice(-12).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
