import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onDatabase } from '../../bench/bench-database.js';
import type { Cleanup } from '../../bench/cleanup.js';
import { freePort } from '../support/redis.js';
import { firstMessage, killAndWait, startScript } from './child.js';
import { type DesignResult, runLedger } from './designs.js';
import { type RunOptions, Stage } from './stage.js';

const ROUNDS = 9;
const WRITES_PER_ROUND = 20;

/** Redis was never started though REDIS_URL is set: reminders arrive, workers dying as ever. */
export async function runWithoutRedis(cleanup: Cleanup, options: RunOptions): Promise<DesignResult> {
  return await runLedger(cleanup, 'closed', { ...options, reminders: Math.ceil(options.reminders / 2) });
}

/** The median time of a write with a Redis that nobody started, over the same with the queue in PostgreSQL. */
export async function printWriteRatio(cleanup: Cleanup, options: RunOptions): Promise<void> {
  const stage = await Stage.set(cleanup, 'closed', options);
  const { REDIS_URL: dead = '', ...variables } = stage.variables;
  const cookie = await insertSession(stage);
  const normal = await startWeb(cleanup, stage, variables);
  const without = await startWeb(cleanup, stage, { ...variables, REDIS_URL: dead });
  const times = { normal: [] as number[], without: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, url] of [['normal', normal], ['without', without]] as const) {
      const taken = await timeWrites(url, cookie);
      if (round > 0) times[name].push(...taken); // the first round warms up
    }
  }
  const [a, b] = [median(times.normal), median(times.without)];
  console.log(`\nwrites with REDIS_URL set and nobody there: ${b.toFixed(1)} ms, without REDIS_URL: ${a.toFixed(1)} ms (median of ${times.normal.length})`);
  console.log(`RATIO redis-never ${(b / a).toFixed(3)}`);
}

async function startWeb(cleanup: Cleanup, stage: Stage, variables: Record<string, string>): Promise<string> {
  const port = await freePort();
  const web = { ...variables, ROLES: 'web', HOST: '127.0.0.1', PORT: String(port) };
  const child = await startScript('worker.ts', web, path.join(stage.folder, 'web.log'));
  cleanup.add(() => killAndWait(child));
  await firstMessage(child);
  await wait(500);
  return `http://127.0.0.1:${port}`;
}

async function timeWrites(url: string, cookie: string): Promise<number[]> {
  const taken: number[] = [];
  for (let write = 0; write < WRITES_PER_ROUND; write += 1) {
    const begun = performance.now();
    const response = await fetch(`${url}/api/companies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ name: `Uden Redis ${randomBytes(4).toString('hex')}` }),
    });
    const body = await response.text();
    taken.push(performance.now() - begun);
    if (response.status !== 201) throw new Error(`A write answered ${response.status}: ${body}`);
  }
  return taken;
}

async function insertSession({ postgres, userIds }: Stage): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await onDatabase(postgres.url, (client) =>
    client.query(
      `INSERT INTO session (token_hash, user_id, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, now(), now(), now() + interval '1 day')`,
      [createHash('sha256').update(token).digest(), userIds[0]],
    ),
  );
  return `session=${token}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
