import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A short `npm run faults`: real processes and servers of its own. Its last lines. */
async function faults(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['--import', './bench/built-modules.mjs', 'test/faults/run.ts', ...args]);
  console.log(stdout.trim());
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
