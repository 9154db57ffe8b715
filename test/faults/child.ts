import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { VARIABLES } from '../../src/platform/config/config.js';

const HOOKS = new URL('../../bench/built-modules.mjs', import.meta.url).href;

/**
 * Starts a script of this folder as a process of its own that knows these variables and no other that the program
 * reads. It ends by itself when its channel to us does, so nothing is left behind even when we are killed.
 */
export async function startScript(script: string, variables: Record<string, string>, log: string): Promise<ChildProcess> {
  const own = Object.entries(process.env).filter(([name]) => !(name in VARIABLES));
  const output = await open(log, 'a');
  const child = spawn(process.execPath, ['--import', HOOKS, '--no-warnings', path.join(import.meta.dirname, script)], {
    env: { NODE_COMPILE_CACHE: path.join(path.dirname(log), 'compiled'), ...Object.fromEntries(own), ...variables },
    stdio: ['ignore', output.fd, output.fd, 'ipc'],
    detached: true, // Ctrl+C in the terminal reaches the run only, which ends its processes in order
  });
  await output.close();
  return child;
}

/** The first message of the child; rejects when it ends before. */
export async function firstMessage(child: ChildProcess): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${child.spawnargs.at(-1)} ended with ${code} before it was ready`)));
  });
}

export async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
