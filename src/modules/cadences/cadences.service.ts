import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { CadenceDto, CadenceList, UpdateCadenceDto } from './cadence.dto.js';
import { Cadence } from './cadence.entity.js';

const COLUMNS = 'id, version, segment, engaged, ideal_days AS "idealDays", max_days AS "maxDays"';

@Injectable()
export class CadencesService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
  ) {}

  async list(): Promise<CadenceList> {
    return { items: await this.db.query<CadenceDto[]>(`SELECT ${COLUMNS} FROM cadence ORDER BY engaged, ideal_days, segment`) };
  }

  /** Companies get their new days in the next round (see ContactRound), or with their next change. */
  async update(actor: Actor, id: string, version: number, body: UpdateCadenceDto): Promise<CadenceDto> {
    return await this.db.transaction(async (tx) => {
      const before = await tx.getRepository(Cadence).findOneBy({ id });
      if (!before) throw notFound();
      const after = changedOnly<Cadence>(before, body);
      if ((after.maxDays ?? before.maxDays) < (after.idealDays ?? before.idealDays)) {
        throw invalid(field('/maxDays', 'order', 'Må ikke være færre end idealDays.', 'Must not be fewer than idealDays.'));
      }
      await updateVersioned(tx, Cadence, id, version, after);
      await this.audit.record(tx, actor, { action: 'update', entity: Cadence, id, companyId: null, before, after });
      return await tx.getRepository(Cadence).findOneByOrFail({ id });
    });
  }
}
