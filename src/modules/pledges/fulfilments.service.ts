import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { FulfilPledgeDto, HeardFulfilmentDto, PledgeDto } from './pledge.dto.js';
import { PledgeFulfilment } from './pledge.entity.js';
import { PledgesReader } from './pledges.reader.js';

@Injectable()
export class FulfilmentsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reader: PledgesReader,
    private readonly changes: CompanyChanges,
  ) {}

  /** Answers the pledge as it stands with the new fulfilment. */
  async add(actor: Actor, pledgeId: string, body: FulfilPledgeDto): Promise<Once<PledgeDto>> {
    return await this.db.transaction(async (tx) => {
      const pledge = await this.reader.one(actor, pledgeId, tx);
      return await createOnce(
        tx,
        { kind: `fulfilment of ${pledgeId}`, userId: actor.userId, body },
        async (id) => {
          await this.insert(tx, actor, pledge, { ...body, id, visitId: null }, '');
          return await this.reader.one(actor, pledgeId, tx);
        },
        async () => await this.reader.one(actor, pledgeId, tx),
      );
    });
  }

  /** The fulfilments heard at a visit, in the transaction of the visit; errors point below `pointer`. */
  async addForVisit(
    tx: EntityManager,
    actor: Actor,
    visit: { id: string; companyId: string },
    fulfilments: readonly HeardFulfilmentDto[],
    pointer: string,
  ): Promise<void> {
    for (const [index, heard] of fulfilments.entries()) {
      const pledges = await tx.query<{ id: string }[]>('SELECT id FROM pledge WHERE id = $1 AND company_id = $2', [
        heard.pledgeId,
        visit.companyId,
      ]);
      if (pledges.length === 0) {
        const text = ['Er ikke et løfte fra virksomheden.', 'Is not a pledge of the company.'] as const;
        throw invalid(field(`${pointer}/${index}/pledgeId`, 'pledge-unknown', ...text));
      }
      const pledge = await this.reader.one(actor, heard.pledgeId, tx);
      await this.insert(tx, actor, pledge, { ...heard, id: randomUUIDv7(), visitId: visit.id }, `${pointer}/${index}`);
    }
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    pledge: PledgeDto,
    fulfilment: FulfilPledgeDto & { id: string; visitId: string | null },
    pointer: string,
  ): Promise<void> {
    const { id, quantity, on, note = null, visitId } = fulfilment;
    if (pledge.state === 'withdrawn') {
      throw conflict('pledge-withdrawn', 'Løftet er trukket tilbage.', 'The pledge is withdrawn.');
    }
    if (on > this.clock.today()) {
      throw invalid(field(`${pointer}/on`, 'future', 'Kan ikke ligge i fremtiden.', 'Cannot be in the future.'));
    }
    const after = { id, pledgeId: pledge.id, visitId, quantity, onDate: on, note, createdBy: actor.userId };
    await tx.getRepository(PledgeFulfilment).insert(after);
    await tx.query('UPDATE pledge SET version = version + 1 WHERE id = $1', [pledge.id]);
    const { companyId } = pledge;
    await this.changes.record(tx, actor, { action: 'create', entity: PledgeFulfilment, id, companyId, after });
  }
}
