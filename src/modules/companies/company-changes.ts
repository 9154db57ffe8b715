import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { snakeCase } from '../../platform/database/postgres-naming.js';
import { type AuditEntry, AuditService } from '../audit/audit.service.js';
import { OutboxService } from '../outbox/outbox.service.js';

/** What every write on a company, or on something that hangs on one, leaves behind: an audit event and an outbox row. */
@Injectable()
export class CompanyChanges {
  constructor(
    private readonly audit: AuditService,
    private readonly outbox: OutboxService,
  ) {}

  /** In the transaction of the change; the outbox type reads `<entity>.<action>`. */
  async record(tx: EntityManager, actor: { userId: string | null }, entry: AuditEntry): Promise<void> {
    await this.audit.record(tx, actor, entry);
    const type = `${snakeCase(entry.entity.name)}.${entry.action}`;
    await this.outbox.add(tx, { type, subjectId: entry.id, companyId: entry.companyId });
  }
}
