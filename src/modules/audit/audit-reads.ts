import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { insertEvent } from './audit.service.js';
import type { AuditPurpose } from './audit-words.js';

export interface ReadEntry {
  action: 'read' | 'search' | 'export';
  /** The entity's name, such as `Contact`. */
  subjectType: string;
  /** When one record was opened. */
  subjectId?: string | null;
  companyId?: string | null;
  purpose: AuditPurpose;
  /** Every contact whose data the answer shows. */
  contactIds: readonly string[];
  /** What was searched for; personal, so it is kept apart and can be erased. */
  criteria?: object | null;
}

@Injectable()
export class AuditReads {
  constructor(private readonly db: DataSource) {}

  /**
   * Writes who looked at whose data and why: one row per request, awaited before the answer leaves. Who reads with
   * another's eyes is the one who looked.
   */
  async record(actor: Pick<Actor, 'userId' | 'viewedBy'>, entry: ReadEntry): Promise<void> {
    const { action, subjectType, subjectId = null, companyId = null, purpose, contactIds, criteria } = entry;
    await insertEvent(this.db, {
      kind: 'read', actorId: actor.viewedBy ?? actor.userId, action, subjectType, subjectId, companyId, purpose, contactIds,
      before: null, after: null, personal: criteria ? { criteria } : null,
    });
  }
}
