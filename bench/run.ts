import { benchAudit } from './audit.js';
import { Cleanup } from './cleanup.js';
import { benchList } from './list.js';
import { benchSeed } from './seed.js';
import { benchStart } from './start.js';

const BENCHES = new Map([['audit', benchAudit], ['list', benchList], ['seed', benchSeed], ['start', benchStart]]);

const bench = BENCHES.get(process.argv[2] ?? '');
if (!bench) {
  console.error(`npm run bench -- NAME; NAME is one of: ${[...BENCHES.keys()].join(', ')}`);
  process.exit(2);
}
const cleanup = new Cleanup();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interrupted = true;
    void cleanup.run().finally(() => process.exit(130));
  });
}
try {
  await bench(cleanup);
} catch (error) {
  if (!interrupted) console.error(error); // what fails after Ctrl+C fails because its servers are gone
  process.exitCode = 1;
} finally {
  await cleanup.run();
}
