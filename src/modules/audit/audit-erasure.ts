import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ForgetPerson {
  contactId: string;
  /** What the removal answers for; the log keeps it with the ids of the events. */
  erasureId: string;
  /** Who erases; null for the program itself. */
  actorId?: string | null;
  /** Names, addresses and numbers of the person, to find notes that mention it; the shortest are left out. */
  writings?: readonly string[];
}

/** Below this a text is found in too much that is about others. */
const SHORTEST_WRITING = 5;

/** The one way by which personal values leave the log before their time. */
@Injectable()
export class AuditErasure {
  /**
   * Removes the personal values of every event about the contact, the search texts that found it among them, and
   * records the removal, in the caller's transaction. Answers the number of events that lost values; the events
   * themselves stay, and the chain still verifies. Harmless when repeated.
   */
  async forgetPerson(tx: EntityManager, person: ForgetPerson): Promise<number> {
    const writings = (person.writings ?? []).filter((one) => one.length >= SHORTEST_WRITING);
    const [row] = await tx.query<{ count: number }[]>('SELECT audit_forget($1, $2, $3, $4) AS count', [
      person.contactId, person.erasureId, writings, person.actorId ?? null,
    ]);
    return row?.count ?? 0;
  }
}
