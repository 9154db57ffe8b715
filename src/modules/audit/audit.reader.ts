import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Parameters } from '../../platform/database/parameters.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import type { AuditPage, ListAuditQuery } from './audit.dto.js';

@Injectable()
export class AuditReader {
  constructor(private readonly db: DataSource) {}

  async list(query: ListAuditQuery): Promise<AuditPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.subjectType) where.push(`a.subject_type = ${parameters.add(query.subjectType)}`);
    if (query.subjectId) where.push(`a.subject_id = ${parameters.add(query.subjectId)}`);
    if (query.companyId) where.push(`a.company_id = ${parameters.add(query.companyId)}`);
    if (query.actorId) where.push(`a.actor_id = ${parameters.add(query.actorId)}`);
    return await keysetPage(this.db, {
      columns: `a.id::text AS id, a.at, a.actor_id AS "actorId", a.action, a.subject_type AS "subjectType",
        a.subject_id AS "subjectId", a.company_id AS "companyId", a.before, a.after`,
      from: 'audit_event a',
      where,
      parameters,
      id: 'a.subject_id',
      sort: { expression: 'a.id', type: 'bigint', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
