import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type {
  ListRetentionRulesQuery, ListRetentionRunsQuery, RetentionRuleDto, RetentionRulePage, RetentionRunDto,
  RetentionRunPage,
} from './retention.dto.js';

const RULE = `r.id, r.version, r.kind, r.months, r.enabled,
  (SELECT max(n.run_on) FROM retention_run n WHERE n.rule_id = r.id) AS "lastRunOn"`;
const RUN = `n.id, n.rule_id AS "ruleId", r.kind, n.run_on AS "runOn", n.state, n.processed,
  n.started_at AS "startedAt", n.finished_at AS "finishedAt"`;
const RUNS = 'retention_run n JOIN retention_rule r ON r.id = n.rule_id';

@Injectable()
export class RetentionReader {
  constructor(private readonly db: DataSource) {}

  async rule(id: string, db: Queryable = this.db): Promise<RetentionRuleDto> {
    const [rule] = await db.query<RetentionRuleDto[]>(`SELECT ${RULE} FROM retention_rule r WHERE r.id = $1`, [id]);
    if (!rule) throw notFound();
    return rule;
  }

  async run(id: string, db: Queryable = this.db): Promise<RetentionRunDto> {
    const [run] = await db.query<RetentionRunDto[]>(`SELECT ${RUN} FROM ${RUNS} WHERE n.id = $1`, [id]);
    if (!run) throw notFound();
    return run;
  }

  async rules(query: ListRetentionRulesQuery): Promise<RetentionRulePage> {
    const parameters = new Parameters();
    return await keysetPage(this.db, {
      columns: RULE,
      from: 'retention_rule r',
      where: query.kind ? [`r.kind = ${parameters.add(query.kind)}`] : [],
      parameters,
      id: 'r.id',
      sort: { expression: 'r.kind', type: 'text' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  /** The latest first. */
  async runs(query: ListRetentionRunsQuery): Promise<RetentionRunPage> {
    const parameters = new Parameters();
    return await keysetPage(this.db, {
      columns: RUN,
      from: RUNS,
      where: query.state ? [`n.state = ${parameters.add(query.state)}`] : [],
      parameters,
      id: 'n.id',
      sort: { expression: 'n.started_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
