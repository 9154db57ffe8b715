import { benchDatabase, newDataDir } from './bench-database.js';
import type { Cleanup } from './cleanup.js';
import { BARE_SERVER, startProgram, THE_APP } from './program.js';
import { median, printRatio, ROUNDS } from './rounds.js';

/** Seconds from the start of the process to the first 200 of /api/health/ready. */
export async function benchStart(cleanup: Cleanup): Promise<void> {
  const databaseUrl = await benchDatabase(cleanup);
  const seconds = { first: [] as number[], again: [] as number[], bare: [] as number[] };
  const timed = async (args: readonly string[], variables: Record<string, string>): Promise<number> => {
    const program = await startProgram(cleanup, args, variables);
    await program.stop();
    return program.secondsToReady;
  };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const dataDir = await newDataDir(cleanup);
    const first = await timed(THE_APP, { DATA_DIR: dataDir });
    const again = await timed(THE_APP, { DATA_DIR: dataDir });
    const bare = await timed(BARE_SERVER, { DATABASE_URL: databaseUrl });
    seconds.first.push(first);
    seconds.again.push(again);
    seconds.bare.push(bare);
    console.log(`round ${round}: ${inWords(first, again, bare)}`);
  }
  const [first, again, bare] = [median(seconds.first), median(seconds.again), median(seconds.bare)];
  console.log(`median: ${inWords(first, again, bare)}`);
  printRatio('start-first', bare / first);
  printRatio('start-again', bare / again);
}

function inWords(first: number, again: number, bare: number): string {
  const [a, b, c] = [first, again, bare].map((seconds) => `${seconds.toFixed(2)} s`);
  return `empty data folder ${a}, the same again ${b}, node:http + pg on a running database ${c}`;
}
