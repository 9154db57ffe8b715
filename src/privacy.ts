import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { ContactErasure, type ListedErasure } from './modules/erasures/contact-erasure.js';
import { ErasuresReader } from './modules/erasures/erasures.reader.js';
import { openDatabase } from './open-database.js';
import { readConfig } from './platform/config/config.js';

/**
 * `npm run privacy -- list > erasures.ndjson`: every erasure as a line of ids and dates, to keep outside the database.
 * `npm run privacy -- replay erasures.ndjson`: erases again, after a restored backup, whom it brought back; lines that
 * are no erasure are passed over, so that the program's own log will do as well.
 */
const [command, file] = process.argv.slice(2);
if (command !== 'list' && !(command === 'replay' && file)) {
  console.error('Brug: npm run -s privacy -- list > sletninger.ndjson');
  console.error('      npm run privacy -- replay sletninger.ndjson');
  process.exit(2);
}
const config = readConfig(process.env);
const database = await openDatabase(config, console.error);
const platform = { ...database.platform, roles: [], sampleData: false, logLevel: 'silent' };
const app = await NestFactory.createApplicationContext(AppModule.with(platform), { logger: false });
if (file) {
  const { erased, unknown } = await app.get(ContactErasure).replay(await listed(file));
  console.log(`${erased} slettet igen, ${unknown} findes ikke i denne database.`);
} else {
  await printList(app.get(ErasuresReader));
}
await app.close();
await database.stop();
process.exit(0);

async function printList(reader: ErasuresReader): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await reader.list({ limit: 200, cursor });
    for (const { contactId, erasedAt, held } of page.items) console.log(JSON.stringify({ contactId, erasedAt, held }));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** The last line about a contact counts: a hold may have been lifted since. */
async function listed(path: string): Promise<ListedErasure[]> {
  const found = new Map<string, ListedErasure>();
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (!line.startsWith('{')) continue;
    const { contactId, erasedAt, held = [] } = JSON.parse(line) as Partial<ListedErasure>;
    if (contactId && erasedAt) found.set(contactId, { contactId, erasedAt, held });
  }
  return [...found.values()];
}
