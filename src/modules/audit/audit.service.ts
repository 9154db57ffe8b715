import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { personalProperties } from '../../kernel/personal.js';
import { AuditEvent } from './audit-event.entity.js';

export interface AuditEntry {
  /** `create`, `update`, or the word for what was done, such as `withdraw`. */
  action: string;
  /** The entity's class: its name is the subject, its marks say what is personal. */
  entity: new () => object;
  id: string;
  companyId: string | null;
  before?: object;
  after?: object;
}

@Injectable()
export class AuditService {
  /**
   * Writes who changed what in the transaction of the change itself, so that neither is there without the other.
   * Nobody (null) is the program itself.
   */
  async record(tx: EntityManager, actor: { userId: string | null }, entry: AuditEntry): Promise<void> {
    const personal = personalProperties(entry.entity);
    const before = split(entry.before, personal);
    const after = split(entry.after, personal);
    await tx.getRepository(AuditEvent).insert({
      actorId: actor.userId,
      action: entry.action,
      subjectType: entry.entity.name,
      subjectId: entry.id,
      companyId: entry.companyId,
      before: before.open,
      after: after.open,
      personal: before.personal || after.personal ? { before: before.personal, after: after.personal } : null,
    });
  }
}

function split(values: object | undefined, personal: ReadonlySet<string>) {
  if (!values) return { open: null, personal: null };
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const kept = entries.filter(([key]) => personal.has(key));
  return {
    open: Object.fromEntries(entries.filter(([key]) => !personal.has(key))),
    personal: kept.length > 0 ? Object.fromEntries(kept) : null,
  };
}
