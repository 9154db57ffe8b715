import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { verifyAudit } from './modules/audit-chain/audit-verifier.js';
import { openDatabase } from './open-database.js';
import { readConfig } from './platform/config/config.js';
import { databaseOptions } from './platform/database/database-options.js';

const FINDINGS_SHOWN = 100;

/** `npm run audit -- verify [--head HASH]`: walks the audit chain and ends with 1 when anything does not fit. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { head: { type: 'string' } } });
const noted = values.head?.toLowerCase() ?? null;
if (positionals[0] !== 'verify' || (noted !== null && !/^[0-9a-f]{64}$/.test(noted))) {
  console.error('Brug: npm run audit -- verify [--head 64 hexadecimale cifre]');
  process.exit(2);
}
const database = await openDatabase(readConfig(process.env), console.log);
const db = await new DataSource(databaseOptions(database.platform.databaseUrl)).initialize();
const verdict = await db.transaction('REPEATABLE READ', (tx) => verifyAudit(tx, noted));
await db.destroy();
await database.stop();
const { events, batches, head, unsealed, findings } = verdict;
for (const finding of findings.slice(0, FINDINGS_SHOWN)) console.error(finding);
if (findings.length > FINDINGS_SHOWN) console.error(`… and ${findings.length - FINDINGS_SHOWN} more`);
if (unsealed > 0) console.log(`${unsealed} events not sealed yet`);
console.log(`${events} events in ${batches} batches verified, head ${head}`);
process.exit(findings.length > 0 ? 1 : 0);
