import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { snakeCase } from '../../platform/database/postgres-naming.js';
import { type AuditEntry, AuditService } from '../audit/audit.service.js';
import { OutboxService } from '../outbox/outbox.service.js';

/** Brings what is derived from companies up to date, in the transaction of the change. */
export type CompanyListener = (tx: EntityManager, companyIds: readonly string[]) => Promise<void>;

export interface CompanyChange extends AuditEntry {
  /** Of an entry on several companies: all of them. */
  companyIds?: readonly string[];
}

/** What every write on a company, or on something that hangs on one, leaves behind: an audit event and an outbox row. */
@Injectable()
export class CompanyChanges {
  private readonly listeners: { entities: readonly string[]; listener: CompanyListener }[] = [];

  constructor(
    private readonly audit: AuditService,
    private readonly outbox: OutboxService,
  ) {}

  /** Called while the program starts, by what is derived from entities of these names. */
  listen(entities: readonly string[], listener: CompanyListener): void {
    this.listeners.push({ entities, listener });
  }

  /**
   * In the transaction of the change, after all of it is written; the outbox type reads `<entity>.<action>`.
   */
  async record(tx: EntityManager, actor: { userId: string | null }, change: CompanyChange): Promise<void> {
    const { companyIds, ...entry } = change;
    await this.audit.record(tx, actor, entry);
    const type = `${snakeCase(entry.entity.name)}.${entry.action}`;
    await this.outbox.add(tx, { type, subjectId: entry.id, companyId: entry.companyId });
    const touched = companyIds ?? (entry.companyId === null ? [] : [entry.companyId]);
    for (const { entities, listener } of this.listeners) {
      if (touched.length > 0 && entities.includes(entry.entity.name)) await listener(tx, touched);
    }
  }
}
