import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { ReminderRuleDto, ReminderRuleList, UpdateReminderRuleDto } from './reminder-rule.dto.js';
import { ReminderRule } from './reminder-rule.entity.js';
import { isWellFormed, type RuleTerms } from './reminder-rule.rules.js';

const COLUMNS = 'id, version, kind, moment, offset_days AS "offsetDays", enabled';

@Injectable()
export class ReminderRulesService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** The rules of a kind that are switched on. */
  async of(db: Queryable, kind: string): Promise<RuleTerms[]> {
    return await db.query<RuleTerms[]>(
      'SELECT moment, offset_days AS "offsetDays" FROM reminder_rule WHERE kind = $1 AND enabled',
      [kind],
    );
  }

  /** By kind, and within it by day. */
  async list(): Promise<ReminderRuleList> {
    const items = await this.db.query<ReminderRuleDto[]>(
      `SELECT ${COLUMNS} FROM reminder_rule
       ORDER BY kind, CASE moment WHEN 'before' THEN -offset_days ELSE offset_days END, id`,
    );
    return { items };
  }

  /** What was planned by the rule as it was is no longer sent; the next round plans by it as it is (ReminderRound). */
  async update(actor: Actor, id: string, version: number, body: UpdateReminderRuleDto): Promise<ReminderRuleDto> {
    return await this.db.transaction(async (tx) => {
      const before = await tx.getRepository(ReminderRule).findOneBy({ id });
      if (!before) throw notFound();
      const after = changedOnly<ReminderRule>(before, body);
      if (!isWellFormed({ ...before, ...after })) throw invalid(wrongOffset(before));
      await updateVersioned(tx, ReminderRule, id, version, after);
      await this.audit.record(tx, actor, { action: 'update', entity: ReminderRule, id, companyId: null, before, after });
      return await tx.getRepository(ReminderRule).findOneByOrFail({ id });
    });
  }
}

function wrongOffset({ moment }: RuleTerms) {
  return moment === 'at'
    ? field('/offsetDays', 'moment', 'Er 0, når der mindes om det på selve dagen.', 'Is 0 on the day itself.')
    : field('/offsetDays', 'moment', 'Er mindst 1 dag før eller efter.', 'Is at least 1 day before or after.');
}
