import { parseArgs } from 'node:util';
import { Cleanup } from '../../bench/cleanup.js';
import { type DesignResult, runLedger, runNaive } from './designs.js';
import { FAULTS } from './fault-plan.js';
import { printWriteRatio, runWithoutRedis } from './redis-never.js';
import { redisServerFound } from './own-redis.js';
import type { QueueKind, RunOptions } from './stage.js';
import { inWords } from './tally.js';

type Design = (cleanup: Cleanup, options: RunOptions) => Promise<boolean>;

const { values } = parseArgs({
  options: {
    reminders: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: 'string', multiple: true },
    keep: { type: 'boolean', default: false },
  },
});
const options: RunOptions = {
  reminders: Number(values.reminders), seconds: Number(values.seconds), seed: Number(values.seed), keep: values.keep,
};
const ledger = (where: string, queue: QueueKind): Design => async (cleanup, given) =>
  isClean(`the ledger, queue in ${where}`, await runLedger(cleanup, queue, given));
const naive = (where: string, queue: QueueKind): Design => async (cleanup, given) =>
  !isClean(`naive: delayed jobs that send, in ${where}`, await runNaive(cleanup, queue, given));
const inRedis: [string, Design][] = [['ledger-redis', ledger('Redis', 'redis')], ['naive-redis', naive('Redis', 'redis')]];
const DESIGNS = new Map<string, Design>([
  ['ledger-postgres', ledger('PostgreSQL', 'postgres')],
  ['redis-never', async (cleanup, given) => isClean('the ledger, Redis never started', await runWithoutRedis(cleanup, given))],
  ['redis-never-writes', async (cleanup, given) => (await printWriteRatio(cleanup, given), true)],
  ['naive-postgres', naive('PostgreSQL', 'postgres')],
  ...(redisServerFound ? inRedis : []),
]);

/** Prints the design's table and its line; true when nothing was lost, doubled or left unknown. */
function isClean(name: string, result: DesignResult): boolean {
  const { faults, mail, inApp, relay } = result;
  console.log(`\n${name}: ${mail.sent + mail.lost} reminders due in ${options.seconds} s, seed ${options.seed}`);
  for (const fault of FAULTS) if (faults.has(fault)) console.log(`  ${fault.padEnd(34)}${faults.get(fault)}`);
  console.log(`  ${'mails refused with 451'.padEnd(34)}${relay.refused}`);
  console.log(`  ${'connections cut after acceptance'.padEnd(34)}${relay.cut}`);
  console.log(`  ${'workers that ended by themselves'.padEnd(34)}${result.workersEnded}`);
  console.log(`  ${'seconds until all was over'.padEnd(34)}${result.seconds.toFixed(0)}`);
  console.log(`  by mail     sent ${mail.sent} lost ${mail.lost} twice ${mail.twice} unknown ${mail.unknown}`);
  if (inApp) console.log(`  in the app  sent ${inApp.sent} lost ${inApp.lost} twice ${inApp.twice}`);
  if (result.states) console.log(`  rows        ${result.states}`);
  const both = {
    sent: 0, unknown: mail.unknown, lost: mail.lost + (inApp?.lost ?? 0), twice: mail.twice + (inApp?.twice ?? 0),
  };
  const control = name.startsWith('naive');
  console.log(`${control ? 'naive ' : ''}${inWords(both)}`);
  const clean = both.lost + both.twice + both.unknown === 0;
  if (control && clean) console.error('The control lost and doubled nothing: these faults prove nothing.');
  return clean;
}

let current = new Cleanup();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interrupted = true;
    void current.run().finally(() => process.exit(130));
  });
}
if (!redisServerFound) console.log('No redis-server here: only the queue in PostgreSQL is hurt.');
const chosen = [...DESIGNS].filter(([name]) => values.only === undefined || values.only.includes(name));
if (chosen.length === 0) throw new Error(`--only is one of ${[...DESIGNS.keys()].join(', ')}`);
for (const [, design] of chosen) {
  current = new Cleanup();
  try {
    if (!(await design(current, options))) process.exitCode = 1;
  } catch (error) {
    if (!interrupted) console.error(error); // what fails after Ctrl+C fails because its servers are gone
    process.exitCode = 1;
  } finally {
    await current.run();
  }
  if (interrupted) break;
}
process.exit();
