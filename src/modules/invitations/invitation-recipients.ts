import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Text } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { ContactGate } from '../contact-gate/contact-gate.js';
import { UnsubscribesService } from '../unsubscribes/unsubscribes.service.js';
import type { InvitationReasonDto } from './invitation.dto.js';
import { BY_INVITATION_MAIL } from './invitation-mails.js';

/** Of one participation. */
export interface Recipients {
  /** Contacts who may be written to. */
  allowed: string[];
  /** Why the others may not; each once. */
  reasons: InvitationReasonDto[];
}

/** Whom an invitation by mail is for, and who of them may get it. */
@Injectable()
export class InvitationRecipients {
  constructor(
    private readonly clock: Clock,
    private readonly gate: ContactGate,
    private readonly unsubscribes: UnsubscribesService,
  ) {}

  /** By participation; missing where nobody has an e-mail address. The participation's own contact goes before all others. */
  async of(tx: EntityManager, actor: Actor, participationIds: readonly string[]): Promise<Map<string, Recipients>> {
    const contacts = await tx.query<{ participationId: string; companyId: string; contactId: string }[]>(
      `SELECT p.id AS "participationId", p.company_id AS "companyId", r.contact_id AS "contactId"
       FROM activity_participation p
         JOIN contact_role r ON r.company_id = p.company_id
           AND (r.contact_id = p.contact_id OR (p.contact_id IS NULL AND (r.left_on IS NULL OR r.left_on > $2)))
         JOIN contact k ON k.id = r.contact_id AND k.erased_at IS NULL AND k.email IS NOT NULL
       WHERE p.id = ANY($1::uuid[]) ORDER BY p.id, r.contact_id`,
      [participationIds, this.clock.today()],
    );
    const checks = await this.gate.checkEach(tx, actor, contacts, BY_INVITATION_MAIL);
    const { hindrance } = this.unsubscribes;
    const found = new Map<string, Recipients>();
    for (const [index, { participationId, contactId }] of contacts.entries()) {
      const one = found.get(participationId) ?? { allowed: [], reasons: [] };
      found.set(participationId, one);
      const check = checks[index];
      if (!check) continue;
      if (check.allowed && !hindrance) one.allowed.push(contactId);
      const reasons = check.allowed ? (hindrance ? [{ code: hindrance, ...HINDRANCES[hindrance] }] : []) : check.reasons;
      one.reasons.push(...reasons.filter(({ code }) => !one.reasons.some((known) => known.code === code)));
    }
    return found;
  }
}

const HINDRANCES: Readonly<Record<'no-secret-key' | 'no-public-url', Text>> = {
  'no-secret-key': {
    da: 'SECRET_KEY er ikke sat, så mailen kan ikke få et link, der siger nej tak.',
    en: 'SECRET_KEY is not set, so the mail cannot carry a link that says no.',
  },
  'no-public-url': {
    da: 'PUBLIC_URL er ikke sat, så mailen kan ikke få et link, der siger nej tak.',
    en: 'PUBLIC_URL is not set, so the mail cannot carry a link that says no.',
  },
};
