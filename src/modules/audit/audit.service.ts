import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { personalProperties } from '../../kernel/personal.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { AuditPurpose } from './audit-words.js';

export interface AuditEntry {
  /** `create`, `update`, or the word for what was done, such as `withdraw`. */
  action: string;
  /** The entity's class: its name is the subject, its marks say what is personal. */
  entity: new () => object;
  id: string;
  companyId: string | null;
  before?: object;
  after?: object;
  /** Contacts it is about besides those that `before` and `after` name as `contactId` or `contactIds`. */
  contactIds?: readonly string[];
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
    await insertEvent(tx, {
      kind: 'change',
      actorId: actor.userId,
      action: entry.action,
      subjectType: entry.entity.name,
      subjectId: entry.id,
      companyId: entry.companyId,
      purpose: null,
      contactIds: contactsOf(entry),
      before: before.open,
      after: after.open,
      personal: before.personal || after.personal ? { before: before.personal, after: after.personal } : null,
    });
  }
}

export interface NewEvent {
  kind: 'change' | 'read';
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  companyId: string | null;
  purpose: AuditPurpose | null;
  contactIds: readonly string[];
  before: object | null;
  after: object | null;
  personal: object | null;
}

const INSERT = `
  WITH apart AS (SELECT gen_random_uuid() AS salt, $11::jsonb AS content),
  event AS (
    INSERT INTO audit_event (kind, actor_id, action, subject_type, subject_id, company_id, purpose, contact_ids,
      before, after, personal_digest)
    SELECT $1, $2::uuid, $3, $4, $5::uuid, $6::uuid, $7, $8::uuid[], $9::jsonb, $10::jsonb,
      sha256(uuid_send(salt) || convert_to(content::text, 'UTF8'))
    FROM apart RETURNING id
  )
  INSERT INTO audit_personal (event_id, salt, content) SELECT id, salt, content FROM event, apart
  WHERE content IS NOT NULL`;

/** One event and, apart from it, its personal values, in one statement; takes no lock. */
export async function insertEvent(db: Queryable, event: NewEvent): Promise<void> {
  const { kind, actorId, action, subjectType, subjectId, companyId, purpose, contactIds } = event;
  const documents = [event.before, event.after, event.personal].map((one) => (one ? JSON.stringify(one) : null));
  await db.query(INSERT, [
    kind, actorId, action, subjectType, subjectId, companyId, purpose, [...new Set(contactIds)], ...documents,
  ]);
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

function contactsOf({ entity, id, before, after, contactIds = [] }: AuditEntry): string[] {
  const named = [before, after].flatMap((values) => {
    const { contactId, contactIds } = (values ?? {}) as { contactId?: string | null; contactIds?: string[] | null };
    return [...(contactId ? [contactId] : []), ...(contactIds ?? [])];
  });
  return [...(entity.name === 'Contact' ? [id] : []), ...contactIds, ...named];
}
