import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { ErasureDto, ErasurePage, ListErasuresQuery } from './erasure.dto.js';

const COLUMNS = `e.contact_id AS "contactId", e.erased_at AS "erasedAt", e.cause, e.request_id AS "requestId", e.reason,
  e.changed,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('record', h.record, 'basis', h.basis, 'reviewOn', h.review_on)
     ORDER BY h.record), '[]')
   FROM erasure_hold h WHERE h.erasure_id = e.id AND h.lifted_at IS NULL) AS held`;

@Injectable()
export class ErasuresReader {
  constructor(private readonly db: DataSource) {}

  async one(contactId: string, db: Queryable = this.db): Promise<ErasureDto> {
    const [erasure] = await db.query<ErasureDto[]>(`SELECT ${COLUMNS} FROM erasure e WHERE e.contact_id = $1`, [
      contactId,
    ]);
    if (!erasure) throw notFound();
    return erasure;
  }

  /** The first comes first, so that a list kept outside only grows at its end. */
  async list(query: ListErasuresQuery): Promise<ErasurePage> {
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'erasure e',
      where: [],
      parameters: new Parameters(),
      id: 'e.id',
      sort: { expression: 'e.erased_at', type: 'timestamptz' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
