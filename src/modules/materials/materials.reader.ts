import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type {
  DeliveryDto, DeliveryPage, ListDeliveriesQuery, ListMaterialsQuery, MaterialDto, MaterialPage,
} from './material.dto.js';

const COLUMNS = `m.id, m.version, m.title, m.theme, m.language, m.url, m.body, m.valid_from AS "validFrom",
  m.retired_on AS "retiredOn"`;

const DELIVERY_COLUMNS = `d.id, d.material_id AS "materialId", m.title AS "materialTitle", d.company_id AS "companyId",
  c.name AS "companyName", d.contact_id AS "contactId", d.channel, d.on_date AS "on", d.by_id AS "byId",
  u.name AS "byName", d.note`;
const DELIVERY_FROM = `material_delivery d JOIN material m ON m.id = d.material_id
  JOIN company c ON c.id = d.company_id JOIN app_user u ON u.id = d.by_id`;

@Injectable()
export class MaterialsReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async one(id: string, db: Queryable = this.db): Promise<MaterialDto> {
    const [row] = await db.query<MaterialDto[]>(`SELECT ${COLUMNS} FROM material m WHERE m.id = $1`, [id]);
    if (!row) throw notFound();
    return row;
  }

  /** By title. */
  async list(query: ListMaterialsQuery): Promise<MaterialPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.theme) where.push(`m.theme = ${parameters.add(query.theme)}`);
    if (query.language) where.push(`m.language = ${parameters.add(query.language)}`);
    if (query.usable !== undefined) {
      const today = parameters.add(this.clock.today());
      const usable = parameters.add(query.usable);
      where.push(`(daterange(m.valid_from, m.retired_on) @> ${today}::date) = ${usable}::boolean`);
    }
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'material m',
      where,
      parameters,
      id: 'm.id',
      sort: { expression: 'm.title', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async delivery(id: string, db: Queryable = this.db): Promise<DeliveryDto> {
    const sql = `SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERY_FROM} WHERE d.id = $1`;
    const [row] = await db.query<DeliveryDto[]>(sql, [id]);
    if (!row) throw notFound();
    return row;
  }

  /** What was given to whom, the latest first; of one material, or of all when `materialId` is null. */
  async deliveries(materialId: string | null, query: ListDeliveriesQuery): Promise<DeliveryPage> {
    if (materialId) await this.one(materialId);
    const parameters = new Parameters();
    const where: string[] = [];
    if (materialId) where.push(`d.material_id = ${parameters.add(materialId)}`);
    if (query.companyId) where.push(`d.company_id = ${parameters.add(query.companyId)}`);
    if (query.channel) where.push(`d.channel = ${parameters.add(query.channel)}`);
    return await keysetPage(this.db, {
      columns: DELIVERY_COLUMNS,
      from: DELIVERY_FROM,
      where,
      parameters,
      id: 'd.id',
      sort: { expression: 'd.on_date', type: 'date', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
