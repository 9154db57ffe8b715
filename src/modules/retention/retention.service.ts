import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addMonths } from '../../kernel/local-date.js';
import { conflict } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type {
  DryRunDto, DryRunItemDto, RetentionRuleDto, RetentionRunDto, UpdateRetentionRuleDto,
} from './retention.dto.js';
import { KINDS } from './retention-kinds.js';
import { RetentionReader } from './retention.reader.js';
import { RetentionRule, RetentionRun } from './retention-rule.entity.js';

const SHOWN = 100;
/** Both parameters are named in every statement, though not every kind looks at both. */
const DAYS = 'num_nonnulls($1::date, $2::date) = 2';

@Injectable()
export class RetentionService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reader: RetentionReader,
    private readonly audit: AuditService,
  ) {}

  async update(actor: Actor, id: string, version: number, body: UpdateRetentionRuleDto): Promise<RetentionRuleDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.rule(id, tx);
      const changes = changedOnly<Partial<RetentionRule>>(before, body);
      await updateVersioned(tx, RetentionRule, id, version, { ...changes, updatedBy: actor.userId });
      const entry = { action: 'update', entity: RetentionRule, id, companyId: null, before, after: changes };
      await this.audit.record(tx, actor, entry);
      return await this.reader.rule(id, tx);
    });
  }

  /** What the rule would take if it were carried out today, whether it is switched on or not; takes nothing. */
  async dryRun(id: string): Promise<DryRunDto> {
    const rule = await this.reader.rule(id);
    const { found } = KINDS[rule.kind];
    const days = this.daysOf(rule);
    const sql = `SELECT count(*) AS count FROM (${found}) x WHERE ${DAYS}`;
    const [counted] = await this.db.query<{ count: number }[]>(sql, days);
    return { count: counted?.count ?? 0, first: await this.next(this.db, rule, SHOWN) };
  }

  /** The rows that the rule takes next; the same ones again as long as they are not taken. */
  async next(db: Queryable, rule: Pick<RetentionRuleDto, 'kind' | 'months'>, limit: number): Promise<DryRunItemDto[]> {
    const { found } = KINDS[rule.kind];
    return await db.query<DryRunItemDto[]>(`SELECT * FROM (${found}) x WHERE ${DAYS} ORDER BY id LIMIT $3`, [
      ...this.daysOf(rule),
      limit,
    ]);
  }

  /** The first day that is kept, and today. */
  private daysOf({ months }: Pick<RetentionRuleDto, 'months'>): [keepFrom: string, today: string] {
    const today = this.clock.today();
    return [addMonths(today, -months), today];
  }

  /** A run today of every enabled rule that has had none. */
  async planToday(): Promise<void> {
    await this.db.query(
      `INSERT INTO retention_run (id, rule_id, run_on)
       SELECT gen_random_uuid(), r.id, $1::date FROM retention_rule r WHERE r.enabled
       ON CONFLICT (rule_id, run_on) DO NOTHING`,
      [this.clock.today()],
    );
  }

  /** Stops after the batch at hand; what has been taken stays taken. */
  async cancel(actor: Actor, id: string): Promise<RetentionRunDto> {
    return await this.db.transaction(async (tx) => {
      await this.reader.run(id, tx);
      const [, affected] = await tx.query<[unknown[], number]>(
        "UPDATE retention_run SET state = 'cancelled', finished_at = now() WHERE id = $1 AND state = 'running'",
        [id],
      );
      if (affected === 0) throw conflict('not-running', 'Kørslen er slut.', 'The run has ended.');
      await this.audit.record(tx, actor, { action: 'cancel', entity: RetentionRun, id, companyId: null });
      return await this.reader.run(id, tx);
    });
  }
}
