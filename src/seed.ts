import { parseArgs } from 'node:util';
import pg from 'pg';
import { Clock } from './kernel/clock.js';
import { loadSample, SAMPLE_SEED } from './modules/sample-data/sample-loader.js';
import { openDatabase } from './open-database.js';
import { readConfig } from './platform/config/config.js';

/** `npm run seed -- --companies N --visits N`: fills an empty database with a sample municipality of any size. */
const { values } = parseArgs({
  options: { companies: { type: 'string', default: '3700' }, visits: { type: 'string', default: '6000' } },
});
const [companies, visits] = [Number(values.companies), Number(values.visits)];
if (!Number.isInteger(companies) || !Number.isInteger(visits) || companies < 10 || companies > 900_000 || visits < 0) {
  console.error('Brug: npm run seed -- --companies 300000 --visits 3000000 (10 til 900000 virksomheder)');
  process.exit(2);
}
const database = await openDatabase(readConfig(process.env), console.log);
const client = new pg.Client({ connectionString: database.platform.databaseUrl });
await client.connect();
const start = performance.now();
const loaded = await loadSample(client, { seed: SAMPLE_SEED, companies, visits, today: new Clock().today() });
if (loaded) await client.query('ANALYZE');
await client.end();
await database.stop();
if (!loaded) {
  console.error('Databasen er ikke tom. Eksempeldata lægges kun i en tom database.');
  process.exit(1);
}
for (const { table, rows, seconds } of loaded) console.log(`${table.padEnd(24)}${String(rows).padStart(9)} rows  ${seconds.toFixed(1)} s`);
const rows = loaded.reduce((sum, one) => sum + one.rows, 0);
const seconds = (performance.now() - start) / 1000;
console.log(`${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows per second`);
process.exit(0);
