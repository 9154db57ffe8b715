import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { field, invalid } from '../../kernel/problem.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { SettingsDto, UpdateSettingsDto } from './settings.dto.js';
import { Settings } from './settings.entity.js';

@Injectable()
export class SettingsService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** The settings as they are now; one small row, read afresh each time so that a change holds at once everywhere. */
  async current(tx: EntityManager = this.db.manager): Promise<Settings> {
    return await tx.getRepository(Settings).findOneOrFail({ where: {} });
  }

  async read(): Promise<SettingsDto> {
    return toSettingsDto(await this.current());
  }

  /** Size thresholds take effect on a company when it is next written or imported. */
  async update(actor: Actor, version: number, body: UpdateSettingsDto): Promise<SettingsDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.current(tx);
      const after = changedOnly<Settings>(before, body);
      if ((after.largeFrom ?? before.largeFrom) <= (after.mediumFrom ?? before.mediumFrom)) {
        throw invalid(field('/largeFrom', 'order', 'Skal være større end mediumFrom.', 'Must be above mediumFrom.'));
      }
      await updateVersioned(tx, Settings, before.id, version, after);
      const entry = { action: 'update', entity: Settings, id: before.id, companyId: null, before, after };
      await this.audit.record(tx, actor, entry);
      return toSettingsDto(await this.current(tx));
    });
  }
}

function toSettingsDto({ id: _id, ...settings }: Settings): SettingsDto {
  return settings;
}
