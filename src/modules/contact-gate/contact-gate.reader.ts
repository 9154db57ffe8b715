import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Channel } from '../consents/consent.dto.js';
import type { ContactFacts } from './contact-gate.rules.js';

/** Whom one wants to contact: a company, or one of its workplaces or contacts. */
export interface Addressee {
  companyId: string;
  workplaceId?: string | undefined;
  contactId?: string | undefined;
}

export interface FactsQuery {
  /** Sees this one company only; null: all. */
  onlyCompanyId: string | null;
  addressees: readonly Addressee[];
  channel: Channel;
  purpose: string;
  /** What is withdrawn or ended by this moment counts no more. */
  at: Date;
  /** The day of `at` in Copenhagen. */
  day: string;
}

export interface Known extends ContactFacts {
  /** Index of the addressee. */
  position: number;
  companyId: string;
}

const CONSENT = '(s.company_id = c.id OR s.contact_id = a.contact_id) AND s.channel = $5 AND s.given_on <= $8::date';
const IS_LIVE = '(s.withdrawn_at IS NULL OR s.withdrawn_at > $7)';

@Injectable()
export class ContactGateReader {
  /**
   * The facts of each addressee in the order asked, in one round trip. Left out are companies that do not exist or
   * are out of sight, and those at which the workplace or the contact is unknown.
   */
  async facts(db: Queryable, query: FactsQuery): Promise<Known[]> {
    const { onlyCompanyId, addressees, channel, purpose, at, day } = query;
    return await db.query<Known[]>(
      `SELECT a.position::integer - 1 AS position, c.id AS "companyId", c.status, c.contact_policy AS policy, c.advertising_protected AS "isProtected",
         CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('policy', w.contact_policy,
           'isProtected', w.advertising_protected, 'isClosed', coalesce(w.ceased_on <= $8::date, false)) END AS workplace,
         CASE WHEN r.contact_id IS NOT NULL THEN jsonb_build_object(
           'hasLeft', coalesce(r.left_on <= $8::date, false), 'noticeGiven', NULL) END AS contact,
         (SELECT s.id FROM consent s WHERE ${CONSENT} AND s.purpose = $6 AND ${IS_LIVE}
          ORDER BY s.contact_id NULLS LAST, s.given_on DESC, s.id LIMIT 1) AS "consentId",
         EXISTS (SELECT 1 FROM consent s WHERE ${CONSENT} AND s.purpose = $6 AND NOT ${IS_LIVE})
           AS "consentWithdrawn",
         EXISTS (SELECT 1 FROM consent s WHERE ${CONSENT} AND s.contact_id IS NOT NULL AND NOT ${IS_LIVE})
           AS "channelWithdrawn",
         EXISTS (SELECT 1 FROM contact_refusal n
           WHERE n.contact_id = a.contact_id AND n.channel = $5 AND n.purpose = $6 AND n.refused_on <= $8::date
             AND NOT EXISTS (SELECT 1 FROM consent s WHERE ${CONSENT} AND s.contact_id IS NOT NULL
               AND s.purpose = $6 AND ${IS_LIVE} AND s.given_on > n.refused_on)) AS "contactRefused",
         (SELECT jsonb_build_object('id', b.id, 'kind', b.kind) FROM contact_basis b
          WHERE b.company_id = c.id AND (b.workplace_id IS NULL OR b.workplace_id = a.workplace_id)
            AND b.valid_from <= $8::date AND (b.valid_to IS NULL OR b.valid_to > $8::date)
            AND (b.ended_at IS NULL OR b.ended_at > $7)
          ORDER BY b.valid_from DESC, b.id LIMIT 1) AS basis,
         c.agreement_periods @> $8::date AS "hasAgreement", c.pledge_periods @> $8::date AS "hasPledge",
         EXISTS (SELECT 1 FROM task t WHERE t.company_id = c.id AND t.state = 'open'
           AND t.subject_type IN ('visit', 'need', 'pledge')) AS "hasTask"
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) WITH ORDINALITY
         AS a (company_id, workplace_id, contact_id, position)
       JOIN company c ON c.id = a.company_id AND ($1::uuid IS NULL OR c.id = $1)
       LEFT JOIN workplace w ON w.id = a.workplace_id AND w.company_id = c.id
       LEFT JOIN contact_role r ON r.contact_id = a.contact_id AND r.company_id = c.id
       WHERE (a.workplace_id IS NULL) = (w.id IS NULL) AND (a.contact_id IS NULL) = (r.contact_id IS NULL)
       ORDER BY a.position`,
      [
        onlyCompanyId, addressees.map((one) => one.companyId), addressees.map((one) => one.workplaceId ?? null),
        addressees.map((one) => one.contactId ?? null), channel, purpose, at, day,
      ],
    );
  }
}
