import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { snakeCase } from '../../platform/database/postgres-naming.js';
import type { Actor } from '../../platform/http/actor.js';
import { type AuditEntry, AuditService } from '../audit/audit.service.js';
import { OutboxService } from '../outbox/outbox.service.js';

/** Brings what is derived from companies up to date, in the transaction of the change. */
export type CompanyListener = (tx: EntityManager, companyIds: readonly string[]) => Promise<void>;

/** Somebody signed in, or only who is to be named, null for the program itself. */
export type Author = Actor | { readonly userId: string | null };

/** Does what a change brings with it, in its transaction. `actor` is null where nobody signed in made the change. */
export type ChangeListener = (tx: EntityManager, change: CompanyChange, actor: Actor | null) => Promise<void>;

/** What a change may be the occasion for, such as starting a playbook. */
export type Occasion = 'first_contact' | 'agreement' | 'pledge';

export interface CompanyChange extends AuditEntry {
  /** Of an entry on several companies: all of them. */
  companyIds?: readonly string[];
  occasion?: Occasion;
}

/** What every write on a company, or on something that hangs on one, leaves behind: an audit event and an outbox row. */
@Injectable()
export class CompanyChanges {
  private readonly listeners: { entities: readonly string[]; listener: CompanyListener }[] = [];
  private readonly followers: { entities: readonly string[]; listener: ChangeListener }[] = [];

  constructor(
    private readonly audit: AuditService,
    private readonly outbox: OutboxService,
  ) {}

  /** Called while the program starts, by what is derived from entities of these names. */
  listen(entities: readonly string[], listener: CompanyListener): void {
    this.listeners.push({ entities, listener });
  }

  /** Called while the program starts, by what follows from single records of entities of these names. */
  follow(entities: readonly string[], listener: ChangeListener): void {
    this.followers.push({ entities, listener });
  }

  /**
   * In the transaction of the change, after all of it is written; the outbox type reads `<entity>.<action>`.
   */
  async record(tx: EntityManager, actor: Author, change: CompanyChange): Promise<void> {
    const { companyIds, occasion: _occasion, ...entry } = change;
    await this.audit.record(tx, actor, entry);
    const type = `${snakeCase(entry.entity.name)}.${entry.action}`;
    await this.outbox.add(tx, { type, subjectId: entry.id, companyId: entry.companyId });
    const touched = companyIds ?? (entry.companyId === null ? [] : [entry.companyId]);
    for (const { entities, listener } of this.listeners) {
      if (touched.length > 0 && entities.includes(entry.entity.name)) await listener(tx, touched);
    }
    for (const { entities, listener } of this.followers) {
      if (entities.includes(entry.entity.name)) await listener(tx, change, 'permissions' in actor ? actor : null);
    }
  }
}
