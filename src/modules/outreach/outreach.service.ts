import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { field, invalid } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { Company } from '../companies/company.entity.js';
import type { PauseDto } from './outreach.dto.js';

@Injectable()
export class OutreachService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** The company is not due before that day. */
  async pause(actor: Actor, id: string, { until, reason, kind }: PauseDto): Promise<void> {
    if (until <= this.clock.today()) {
      throw invalid(field('/until', 'past', 'Vælg en dag efter i dag.', 'Choose a day after today.'));
    }
    await this.write(actor, id, 'pause', { contactPausedUntil: until, contactPause: kind, contactPauseReason: reason });
  }

  async resume(actor: Actor, id: string): Promise<void> {
    await this.write(actor, id, 'resume', { contactPausedUntil: null, contactPause: null, contactPauseReason: null });
  }

  private async write(actor: Actor, id: string, action: string, after: Partial<Company>): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.companies.one(actor, id, tx);
      await tx.getRepository(Company).update({ id }, after);
      await this.changes.record(tx, actor, { action, entity: Company, id, companyId: id, after });
    });
  }
}
