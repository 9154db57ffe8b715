import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { ListPrivacyRequestsQuery, PrivacyRequestDto, PrivacyRequestPage } from './privacy-request.dto.js';
import { daysLeft } from './privacy-request.rules.js';

type StoredRequest = Omit<PrivacyRequestDto, 'daysLeft' | 'overdue'>;

const COLUMNS = `q.id, q.version, q.kind, q.contact_id AS "contactId", p.name AS "contactName", q.note,
  q.received_on AS "receivedOn", q.due_on AS "dueOn", q.extended_to AS "extendedTo", q.extended_on AS "extendedOn",
  q.extension_reason AS "extensionReason", q.decision, q.decided_on AS "decidedOn",
  q.decision_reason AS "decisionReason", q.hold_basis AS "holdBasis", q.hold_review_on AS "holdReviewOn",
  (SELECT max(a.at) FROM audit_event a WHERE a.subject_type = 'Contact' AND a.subject_id = q.contact_id
     AND a.action = 'update' AND a.at >= q.created_at) AS "contactChangedAt"`;
const FROM = 'privacy_request q LEFT JOIN contact p ON p.id = q.contact_id';
const LAST_DAY = 'coalesce(q.extended_to, q.due_on)';

@Injectable()
export class PrivacyRequestsReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async one(id: string, db: Queryable = this.db): Promise<PrivacyRequestDto> {
    const [request] = await db.query<StoredRequest[]>(`SELECT ${COLUMNS} FROM ${FROM} WHERE q.id = $1`, [id]);
    if (!request) throw notFound();
    return this.counted(request);
  }

  /** The one due first comes first. */
  async list(query: ListPrivacyRequestsQuery): Promise<PrivacyRequestPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.state) where.push(`q.decision IS ${query.state === 'decided' ? 'NOT NULL' : 'NULL'}`);
    if (query.state === 'overdue') where.push(`${LAST_DAY} < ${parameters.add(this.clock.today())}::date`);
    if (query.kind) where.push(`q.kind = ${parameters.add(query.kind)}`);
    if (query.contactId) where.push(`q.contact_id = ${parameters.add(query.contactId)}`);
    const page = await keysetPage<StoredRequest>(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 'q.id',
      sort: { expression: LAST_DAY, type: 'date' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((request) => this.counted(request)) };
  }

  private counted(request: StoredRequest): PrivacyRequestDto {
    const days = daysLeft(request, this.clock.today());
    return { ...request, daysLeft: days, overdue: days !== null && days < 0 };
  }
}
