import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addDays } from '../../kernel/local-date.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { AgreementDto, AgreementPage, ListAgreementsQuery } from './agreement.dto.js';
import { agreementStatus, type AgreementStatus, type StoredStatus } from './agreement.rules.js';

const ids = (column: string, from: string) =>
  `(SELECT coalesce(jsonb_agg(${column} ORDER BY ${column}), '[]') FROM ${from})`;

const PARTIES = `${ids('x.company_id', 'agreement_party x WHERE x.agreement_id = a.id AND x.company_id <> c.id')}
    AS "partyIds",
  ${ids('x.workplace_id', 'agreement_workplace x WHERE x.agreement_id = a.id')} AS "workplaceIds",
  ${ids('x.contact_id', 'agreement_contact x WHERE x.agreement_id = a.id')} AS "contactIds"`;
const OWN_PARTY = `'[]'::jsonb AS "partyIds",
  ${ids('w.id', `agreement_workplace x JOIN workplace w ON w.id = x.workplace_id
    WHERE x.agreement_id = a.id AND w.company_id = c.id`)} AS "workplaceIds",
  '[]'::jsonb AS "contactIds"`;
const COLUMNS = `a.id, a.version, a.kind, a.title, c.id AS "companyId", c.name AS "companyName",
  ${ids('x.user_id', 'agreement_colleague x WHERE x.agreement_id = a.id')} AS "colleagueIds",
  a.we_do AS "weDo", a.you_do AS "youDo", a.together_do AS "togetherDo", a.status AS stored, a.signed_on AS "signedOn",
  a.from_on AS "from", a.to_on AS "to", a.review_on AS "reviewOn", a.notice_months AS "noticeMonths",
  a.document_url AS "documentUrl", a.case_number AS "caseNumber", a.terminated_on AS "terminatedOn",
  a.termination_reason AS "terminationReason", a.renewed_from_id AS "renewedFromId",
  (SELECT r.id FROM agreement r WHERE r.renewed_from_id = a.id) AS "renewedById"`;

/** The day from which it is no longer in force; the last of days when open-ended. */
const END = "coalesce(least(a.to_on, a.terminated_on), 'infinity'::date)";

type AgreementRow = Omit<AgreementDto, 'status'> & { stored: StoredStatus };

/** A member sees the agreements of the own company as if it were the only party; the other parties are not shown. */
@Injectable()
export class AgreementsReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Throws 404 when it does not exist or the actor's company is no party. */
  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<AgreementDto> {
    const parameters = new Parameters();
    const where = [`a.id = ${parameters.add(id)}`, ...withinScope(actor, parameters)];
    const { columns, from } = seenBy(actor, parameters);
    const sql = `SELECT ${columns} FROM ${from} WHERE ${where.join(' AND ')}`;
    const [row] = await db.query<AgreementRow[]>(sql, parameters.values);
    if (!row) throw notFound();
    return this.withStatus(row);
  }

  /** The one that ends first comes first, open-ended ones last. */
  async list(actor: Actor, query: ListAgreementsQuery): Promise<AgreementPage> {
    const today = this.clock.today();
    const parameters = new Parameters();
    const where = withinScope(actor, parameters);
    if (query.companyId) where.push(hasParty(query.companyId, parameters));
    if (query.companyId && actor.onlyCompanyId) where.push(`c.id = ${parameters.add(query.companyId)}`);
    if (query.kind) where.push(`a.kind = ${parameters.add(query.kind)}`);
    if (query.status) where.push(hasStatus(query.status, today, parameters));
    if (query.expiringWithinDays !== undefined) {
      const last = parameters.add(addDays(today, query.expiringWithinDays));
      where.push(`a.status = 'active' AND a.to_on > ${parameters.add(today)} AND a.to_on <= ${last}`);
    }
    if (query.reviewBefore) where.push(`a.review_on < ${parameters.add(query.reviewBefore)}`);
    const page = await keysetPage<AgreementRow>(this.db, {
      ...seenBy(actor, parameters),
      where,
      parameters,
      id: 'a.id',
      sort: { expression: END, type: 'date' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((row) => this.withStatus(row)) };
  }

  private withStatus({ stored, ...row }: AgreementRow): AgreementDto {
    return { ...row, status: agreementStatus(stored, row, this.clock.today()) };
  }
}

function seenBy({ onlyCompanyId }: Actor, parameters: Parameters): { columns: string; from: string } {
  const company = onlyCompanyId ? parameters.add(onlyCompanyId) : 'a.company_id';
  return {
    columns: `${COLUMNS}, ${onlyCompanyId ? OWN_PARTY : PARTIES}`,
    from: `agreement a JOIN company c ON c.id = ${company}`,
  };
}

function withinScope({ onlyCompanyId }: Actor, parameters: Parameters): string[] {
  return onlyCompanyId ? [hasParty(onlyCompanyId, parameters)] : [];
}

function hasParty(companyId: string, parameters: Parameters): string {
  return `EXISTS (SELECT 1 FROM agreement_party x
    WHERE x.agreement_id = a.id AND x.company_id = ${parameters.add(companyId)})`;
}

/** The rule of `agreementStatus` as a condition. */
function hasStatus(status: AgreementStatus, today: string, parameters: Parameters): string {
  switch (status) {
    case 'draft':
      return "a.status = 'draft'";
    case 'active':
      return `a.status <> 'draft' AND ${END} > ${parameters.add(today)}`;
    case 'expired':
      return `a.status = 'active' AND ${END} <= ${parameters.add(today)}`;
    case 'terminated':
      return `a.status = 'terminated' AND ${END} <= ${parameters.add(today)}`;
  }
}
