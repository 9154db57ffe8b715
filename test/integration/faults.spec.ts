import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a short `npm run faults` prints: real processes and servers of its own. */
async function faults(...args: string[]): Promise<string> {
  const script = ['--import', './bench/built-modules.mjs', 'test/faults/run.ts', ...args];
  const { stdout, stderr } = await run(process.execPath, script).catch((error: { stdout: string; stderr: string }) => error);
  console.log(`${stdout}${stderr}`.trim());
  return stdout;
}

describe('reminders while processes die', () => {
  it('are neither lost, doubled nor left unknown by killed workers, a relay that cuts and a database that restarts', async () => {
    const printed = await faults('--only', 'ledger-postgres', '--reminders', '100', '--seconds', '8');
    expect(printed).toMatch(/^LOST 0 TWICE 0 UNKNOWN 0$/m);
    expect(printed).toMatch(/worker SIGKILL +[1-9]/);
  }, 240_000);

  it('arrive although REDIS_URL names a Redis that was never started', async () => {
    const printed = await faults('--only', 'redis-never', '--reminders', '300', '--seconds', '5');
    expect(printed).toMatch(/150 reminders due/);
    expect(printed).toMatch(/^LOST 0 TWICE 0 UNKNOWN 0$/m);
  }, 240_000);
});
