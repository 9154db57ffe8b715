import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditErasure } from '../../src/modules/audit/audit-erasure.js';
import { AuditReads } from '../../src/modules/audit/audit-reads.js';
import { AuditService } from '../../src/modules/audit/audit.service.js';
import { AuditSealer } from '../../src/modules/audit-chain/audit-sealer.js';
import { type AuditVerdict, verifyAudit } from '../../src/modules/audit-chain/audit-verifier.js';
import { Contact } from '../../src/modules/contacts/contact.entity.js';
import { databaseOptions } from '../../src/platform/database/database-options.js';
import type { Log } from '../../src/platform/logging/log.js';
import { TestClock } from './test-clock.js';
import { type TestDatabase, testDatabase } from './test-database.js';

/** The log without the rest of the program, written and sealed as the program's own role. */
export class AuditWriter {
  readonly actor = { userId: randomUUID() };
  readonly audit = new AuditService();
  readonly erasure = new AuditErasure();
  readonly reads: AuditReads;
  readonly sealer: AuditSealer;
  readonly clock = new TestClock(new Date());

  private constructor(
    readonly database: TestDatabase,
    readonly db: DataSource,
    readonly owner: DataSource,
  ) {
    const log = { pino: { info: () => undefined } } as unknown as Log;
    this.reads = new AuditReads(db);
    this.sealer = new AuditSealer(db, this.clock, log);
  }

  static async open(): Promise<AuditWriter> {
    const database = await testDatabase();
    const connect = (url: string) => new DataSource({ ...databaseOptions(url), poolSize: 20 }).initialize();
    return new AuditWriter(database, await connect(database.appUrl), await connect(database.ownerUrl));
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.owner.destroy();
    await this.database.drop();
  }

  /** A change of a contact, with personal values. */
  async change(contactId: string, name: string, tx: EntityManager = this.db.manager): Promise<void> {
    const after = { name, source: 'company', amount: 1.5, keys: { long: 1, b: [1, null, 'æ'] } };
    await this.audit.record(tx, this.actor, { action: 'update', entity: Contact, id: contactId, companyId: null, after });
  }

  async search(contactIds: string[], q: string): Promise<void> {
    await this.reads.record(this.actor, {
      action: 'search', subjectType: 'Contact', purpose: 'search', contactIds, criteria: { q },
    });
  }

  /** Events as old as said, written by hand. */
  async insertOld(howMany: number, age: string): Promise<void> {
    await this.db.query(
      `INSERT INTO audit_event (at, kind, action, subject_type, after)
       SELECT now() - $2::interval, 'change', 'update', 'Settings', jsonb_build_object('n', n)
       FROM generate_series(1, $1) n`,
      [howMany, age],
    );
  }

  async verify(noted: string | null = null): Promise<AuditVerdict> {
    return await this.db.transaction('REPEATABLE READ', (tx) => verifyAudit(tx, noted));
  }
}
