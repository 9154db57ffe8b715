import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { invalid, notFound, stale } from '../../kernel/problem.js';
import type { Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { BenchmarkPage, BenchmarkSheetDto, ListBenchmarksQuery, SaveBenchmarkDto } from './benchmark.dto.js';
import { readBenchmarkCsv } from './benchmark-csv.js';
import { benchmarkProblems, type BenchmarkValues, pointsOf } from './benchmark.rules.js';
import { BenchmarkSheet } from './benchmark-sheet.entity.js';

const COLUMNS = `s.id, s.version, s.company_id AS "companyId", c.name AS "companyName", s.year,
  s.employees_in_denmark AS "employeesInDenmark", s.sick_leave_percent AS "sickLeavePercent", s.flex_jobs AS "flexJobs",
  s.wage_subsidy_started AS "wageSubsidyStarted", s.wage_subsidy_hired AS "wageSubsidyHired",
  s.unpaid_placements AS "unpaidPlacements", s.unpaid_placements_hired AS "unpaidPlacementsHired", s.apprentices`;
const FROM = 'benchmark_sheet s JOIN company c ON c.id = s.company_id';

@Injectable()
export class BenchmarksService {
  constructor(
    private readonly db: DataSource,
    private readonly companies: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** The latest year first. */
  async list(actor: Actor, query: ListBenchmarksQuery): Promise<BenchmarkPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (actor.onlyCompanyId) where.push(`s.company_id = ${parameters.add(actor.onlyCompanyId)}`);
    if (query.companyId) where.push(`s.company_id = ${parameters.add(query.companyId)}`);
    if (query.year) where.push(`s.year = ${parameters.add(query.year)}`);
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 's.id',
      sort: { expression: 's.year', type: 'bigint', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<BenchmarkSheetDto> {
    const [sheet] = await db.query<BenchmarkSheetDto[]>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE s.id = $1 AND ($2::uuid IS NULL OR s.company_id = $2)`,
      [id, actor.onlyCompanyId],
    );
    if (!sheet) throw notFound();
    return sheet;
  }

  /** Makes the sheet of the company and year, or takes the place of the one that is there (`repeated`). */
  async save(actor: Actor, version: number | null, body: SaveBenchmarkDto): Promise<Once<BenchmarkSheetDto>> {
    return await this.db.transaction(async (tx) => {
      const { companyId, year } = body;
      await this.companies.require(actor, companyId, '/companyId', tx);
      const points = pointsOf(body);
      const problems = benchmarkProblems(points);
      if (problems.length > 0) throw invalid(...problems);
      const id = randomUUIDv7();
      const after = { ...points, id, companyId, year, createdBy: actor.userId };
      const inserted = tx.createQueryBuilder().insert().into(BenchmarkSheet).values(after).orIgnore().returning('id');
      const { raw } = (await inserted.execute()) as { raw: unknown[] };
      if (raw.length === 1) {
        await this.changes.record(tx, actor, { action: 'create', entity: BenchmarkSheet, id, companyId, after });
        return { record: await this.one(actor, id, tx), repeated: false };
      }
      const existing = await tx.getRepository(BenchmarkSheet).findOneByOrFail({ companyId, year });
      return { record: await this.replace(tx, actor, existing.id, version, () => points), repeated: true };
    });
  }

  /** Takes the place of the eight points with those of the file. */
  async importCsv(actor: Actor, id: string, version: number | null, csv: string): Promise<BenchmarkSheetDto> {
    return await this.db.transaction(async (tx) =>
      this.replace(tx, actor, id, version, ({ year }) => readBenchmarkCsv(csv, year)),
    );
  }

  /** Sent again, the same points leave no trace. */
  private async replace(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number | null,
    pointsFor: (sheet: BenchmarkSheetDto) => BenchmarkValues,
  ): Promise<BenchmarkSheetDto> {
    await tx.query('SELECT 1 FROM benchmark_sheet WHERE id = $1 FOR NO KEY UPDATE', [id]);
    const before = await this.one(actor, id, tx);
    if (version !== null && version !== before.version) throw stale(before.version);
    const after = changedOnly<BenchmarkValues>(before, pointsFor(before));
    if (Object.keys(after).length === 0) return before;
    await updateVersioned<BenchmarkSheet>(tx, BenchmarkSheet, id, before.version, after);
    const { companyId } = before;
    await this.changes.record(tx, actor, { action: 'update', entity: BenchmarkSheet, id, companyId, before, after });
    return await this.one(actor, id, tx);
  }
}
