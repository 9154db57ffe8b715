import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A Unix account by number; only set when this program is root and must start programs as somebody else. */
export interface Account {
  uid: number;
  gid: number;
}

/** What PostgreSQL writes in `postmaster.pid`. `status` is `starting`, `ready`, `stopping` or empty at first. */
export interface RunningServer {
  pid: number;
  port: number;
  status: string;
}

/** The environment of every program started here: nothing of the caller's. */
const CLEAN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** An error that says in Danish and in English what is wrong and what to do; `detail` is a program's own output. */
export function problem(danish: string, english: string, detail = ''): Error {
  return new Error([danish, english, detail.trim()].filter(Boolean).join('\n'));
}

/** How a program ended, and all it printed. */
export interface Outcome {
  ok: boolean;
  output: string;
}

/** Runs a program to its end. A program that cannot be started gives `ok: false` like one that failed. */
export function run(file: string, args: readonly string[], account?: Account): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...account,
      cwd: path.parse(process.execPath).root, // the caller's folder may be closed to the account
      env: CLEAN_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** The text of a file, or undefined when there is no such file. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

/**
 * The server that runs on this cluster folder now, whoever started it. A `postmaster.pid` whose process is gone or
 * is another program (the machine was rebooted) gives undefined.
 */
export async function runningServer(data: string): Promise<RunningServer | undefined> {
  const lines = (await readIfPresent(path.join(data, 'postmaster.pid')))?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !pid || !isServerOn(await commandLine(pid), data)) return undefined;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/**
 * The environment to start a server in. PostgreSQL refuses to start while the process number in `postmaster.pid` is
 * alive, also when it now belongs to another program, but takes the number in PG_GRANDPARENT_PID for stale. The file
 * itself stays: with it PostgreSQL makes sure that no process of the former server still uses the folder.
 */
export async function serverEnvironment(data: string): Promise<NodeJS.ProcessEnv> {
  const [pid] = (await readIfPresent(path.join(data, 'postmaster.pid')))?.split('\n') ?? [];
  const isStale = pid && !isServerOn(await commandLine(Number(pid)), data);
  return isStale ? { ...CLEAN_ENVIRONMENT, PG_GRANDPARENT_PID: pid } : CLEAN_ENVIRONMENT;
}

function isServerOn(command: string | undefined, data: string): boolean {
  return command !== undefined && /postgres/.test(command) && command.includes(`-D ${data} `);
}

async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return (await readIfPresent(`/proc/${pid}/cmdline`))?.replaceAll('\0', ' ');
  const { ok, output } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return ok ? `${output.trim()} ` : undefined;
}
