import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { devNull } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { VARIABLES } from '../src/platform/config/config.js';
import type { Cleanup } from './cleanup.js';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;
const POLL_MS = 10;

/** A server in a process of its own that answers /api/health/ready. */
export interface Program {
  url: string;
  /** From the start of the process to the first 200. */
  secondsToReady: number;
  stop(): Promise<void>;
}

export const THE_APP = ['dist/main.js'];
export const BARE_SERVER = ['bench/bare-server.mjs'];

/** Starts `node <args>` with these variables and no other that the app reads; its log lines go to the null device. */
export async function startProgram(
  cleanup: Cleanup,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Program> {
  const own = Object.entries(process.env).filter(([name]) => !(name in VARIABLES));
  const port = await freePort();
  const log = await open(devNull, 'w');
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...Object.fromEntries(own), ...variables, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', log.fd, 'inherit'],
    detached: true, // Ctrl+C in the terminal reaches the bench only, which stops its programs in order
  });
  const stop = () => stopChild(child);
  cleanup.add(stop);
  await log.close();
  const url = `http://127.0.0.1:${port}`;
  await firstAnswer(`${url}/api/health/ready`, child);
  return { url, secondsToReady: (performance.now() - begun) / 1000, stop };
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error(`${child.spawnargs.join(' ')} ended before it answered`);
    if (await answers(url)) return;
    await wait(POLL_MS);
  }
  throw new Error(`${url} was not ready in ${READY_WITHIN_MS / 1000} s`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    const { code } = (error as { cause?: { code?: unknown } }).cause ?? {};
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return false;
    throw error;
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
