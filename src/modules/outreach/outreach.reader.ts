import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import { takerOf } from '../cadences/cadence.rules.js';
import type { ContactCheckDto } from '../contact-gate/contact-check.dto.js';
import { ContactGate } from '../contact-gate/contact-gate.js';
import { COMPANY_FROM, companyConditions } from '../directory/company-filter.js';
import { SettingsService } from '../settings/settings.service.js';
import type { OutreachPage, OutreachQuery, OutreachRow } from './outreach.dto.js';
import { type OutreachFacts, type OutreachState, outreachReason } from './outreach.rules.js';

type Row = Omit<OutreachRow, 'reason' | 'suggestedConsultantId' | 'mayContact'> & OutreachFacts;

const FROM = `${COMPANY_FROM}
  LEFT JOIN app_user a ON a.id = c.last_attempt_by
  LEFT JOIN LATERAL (SELECT v.kind FROM visit v WHERE v.company_id = c.id AND v.counts_as_contact
    AND v.occurred_on = c.last_contact_on ORDER BY v.occurred_at DESC LIMIT 1) last ON true`;

const USUAL: readonly OutreachState[] = ['overdue', 'due', 'never_contacted'];

/** Who is to be contacted, and why. */
@Injectable()
export class OutreachReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly gate: ContactGate,
  ) {}

  /** The longest overdue first, those never contacted last; only companies that may be contacted at all. */
  async list(actor: Actor, query: OutreachQuery): Promise<OutreachPage> {
    const { municipalityCodes, quarantineDays } = await this.settings.current();
    const parameters = new Parameters();
    const today = this.clock.today();
    const context = { today, municipalityCodes, onlyCompanyId: actor.onlyCompanyId };
    const state = stateOf(actor, quarantineDays, today, parameters);
    const where = [
      ...companyConditions(query, context, parameters),
      "c.status = 'active' AND c.contact_policy <> 'do_not_contact'",
      `${state} = ANY(${parameters.add(query.state ?? USUAL)})`,
    ];
    const engaged = `(c.agreement_periods @> ${parameters.add(today)}::date OR c.pledge_periods @> ${parameters.add(today)}::date)`;
    const page = await keysetPage<Row>(this.db, {
      columns: `c.id AS "companyId", c.name, c.partner_kind AS "partnerKind", c.size_class AS "sizeClass", c.district,
        c.consultant_id AS "consultantId", u.name AS "consultantName", ${state} AS state,
        c.next_contact_on AS "nextContactOn", c.contact_latest_on AS "latestOn", c.last_contact_on AS "lastContactOn",
        last.kind AS "lastContactKind", c.last_attempt_on AS "lastAttemptOn", c.last_attempt_by AS "lastAttemptBy",
        a.name AS "lastAttemptName", c.contact_paused_until AS "pausedUntil", c.contact_pause AS pause,
        c.contact_pause_reason AS "pauseReason", ${engaged} AS engaged, ${parameters.add(quarantineDays)}::int AS "quarantineDays",
        (SELECT k.ideal_days FROM cadence k WHERE k.engaged = ${engaged}
           AND k.segment = CASE WHEN c.partner_kind = 'employer' THEN c.size_class ELSE 'partner' END) AS "idealDays"`,
      from: FROM,
      where,
      parameters,
      id: 'c.id',
      sort: { expression: "coalesce(c.next_contact_on, 'infinity')", type: 'date' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    const consultants = await this.consultants();
    const approach = { channel: 'phone', purpose: 'cooperation' } as const;
    const verdicts = await this.gate.checkAll(this.db, actor, page.items, approach);
    const byCompany = new Map(verdicts.map((verdict) => [verdict.companyId, verdict]));
    return { ...page, items: page.items.map((row) => toRow(row, consultants, byCompany.get(row.companyId) ?? null)) };
  }

  private async consultants(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      "SELECT id FROM app_user WHERE role = 'consultant' AND disabled_at IS NULL ORDER BY id",
    );
    return rows.map(({ id }) => id);
  }
}

/** The state of a company `c` for this colleague, in SQL. */
function stateOf(actor: Actor, quarantineDays: number, today: string, parameters: Parameters): string {
  const day = `${parameters.add(today)}::date`;
  return `(CASE
    WHEN c.contact_paused_until > ${day} THEN 'paused'
    WHEN c.last_attempt_on > ${day} - ${parameters.add(quarantineDays)}::int AND c.last_attempt_by <> ${parameters.add(actor.userId)}
      AND (c.next_contact_on IS NULL OR c.next_contact_on <= ${day}) THEN 'quarantined'
    WHEN c.last_contact_on IS NULL THEN 'never_contacted'
    WHEN c.contact_latest_on < ${day} THEN 'overdue'
    WHEN c.next_contact_on <= ${day} THEN 'due'
    ELSE 'upcoming' END)`;
}

function toRow(row: Row, consultants: readonly string[], mayContact: ContactCheckDto | null): OutreachRow {
  const { companyId, name, partnerKind, sizeClass, district, consultantId, consultantName, state } = row;
  const { nextContactOn, latestOn, lastContactOn, lastContactKind, lastAttemptOn, lastAttemptBy } = row;
  return {
    companyId, name, partnerKind, sizeClass, district, consultantId, consultantName,
    suggestedConsultantId: consultantId === null ? takerOf(companyId, consultants) : null,
    state, nextContactOn, latestOn, lastContactOn, lastContactKind, lastAttemptOn, lastAttemptBy,
    reason: outreachReason(row), mayContact,
  };
}
