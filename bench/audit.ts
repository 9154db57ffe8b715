import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Clock } from '../src/kernel/clock.js';
import { AuditService } from '../src/modules/audit/audit.service.js';
import { AuditSealer } from '../src/modules/audit-chain/audit-sealer.js';
import { verifyAudit } from '../src/modules/audit-chain/audit-verifier.js';
import { Contact } from '../src/modules/contacts/contact.entity.js';
import { databaseOptions } from '../src/platform/database/database-options.js';
import type { Log } from '../src/platform/logging/log.js';
import { benchDatabase } from './bench-database.js';
import type { Cleanup } from './cleanup.js';
import { median, printRatio, ROUNDS } from './rounds.js';

const WRITERS = 16;
const SECONDS = 6;
/** Five times as often as a worker seals. */
const SEAL_EVERY_MS = 1_000;

/** Audited writes per second of sixteen writers with a sealer beside them, against the same writers alone. */
export async function benchAudit(cleanup: Cleanup): Promise<void> {
  const url = await benchDatabase(cleanup);
  const db = await new DataSource({ ...databaseOptions(url), poolSize: WRITERS + 2 }).initialize();
  cleanup.add(() => db.destroy());
  const log = { pino: { info: () => undefined } } as unknown as Log;
  const sealer = new AuditSealer(db, new Clock(), log);
  await writesPerSecond(db);
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await sealer.seal('all');
    const alone = await writesPerSecond(db);
    await sealer.seal('all');
    const sealed = await withSealer(sealer, () => writesPerSecond(db));
    ratios.push(sealed / alone);
    const rates = `with sealing ${sealed.toFixed(0)}/s, without ${alone.toFixed(0)}/s`;
    console.log(`round ${round}: ${rates}, ratio ${(sealed / alone).toFixed(3)}`);
  }
  await sealer.seal('all');
  const begun = performance.now();
  const { events, batches, findings } = await db.transaction('REPEATABLE READ', (tx) => verifyAudit(tx));
  if (findings.length > 0) throw new Error(findings.join('\n'));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${events} events in ${batches} batches verified in ${seconds} s`);
  printRatio('audit-writers', median(ratios));
}

async function writesPerSecond(db: DataSource): Promise<number> {
  const audit = new AuditService();
  const begun = performance.now();
  const end = begun + SECONDS * 1000;
  let written = 0;
  const writer = async () => {
    while (performance.now() < end) {
      const id = randomUUID();
      const after = { name: 'Bodil Bager', email: 'bodil@test.invalid', source: 'company' };
      const entry = { action: 'update', entity: Contact, id, companyId: null, after };
      await db.transaction((tx) => audit.record(tx, { userId: id }, entry));
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return written / ((performance.now() - begun) / 1000);
}

async function withSealer<T>(sealer: AuditSealer, work: () => Promise<T>): Promise<T> {
  let working = true;
  const sealing = (async () => {
    while (working) {
      await sealer.seal();
      await wait(SEAL_EVERY_MS);
    }
  })();
  try {
    return await work();
  } finally {
    working = false;
    await sealing;
  }
}
