import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UsersService } from '../users/users.service.js';
import type { AccessDto } from './access.dto.js';
import { permissionName, scopeText } from './access.rules.js';
import { SeenPartnership } from './seen-partnership.js';
import { SeenWork } from './seen-work.js';

interface Names {
  disabled: boolean;
  company: string | null;
  team: string | null;
}

@Injectable()
export class AccessReader {
  constructor(
    private readonly db: DataSource,
    private readonly users: UsersService,
    private readonly work: SeenWork,
    private readonly partnership: SeenPartnership,
  ) {}

  /** Asks every list as that user; 404 when there is no such user. */
  async of(userId: string): Promise<AccessDto> {
    const actor = await this.users.asActor(userId);
    const [names, work, partnership, restrictedNotes] = await Promise.all([
      this.names(userId),
      this.work.of(actor),
      this.partnership.of(actor),
      this.work.restrictedNotes(actor),
    ]);
    const scope = scopeText(actor, names.company, names.team);
    const permissions = [...actor.permissions].map((code) => {
      const { da, en } = permissionName(code);
      return { code, nameDa: da, nameEn: en };
    });
    const { name, role } = actor;
    const sees = [...work, ...partnership];
    const { da: scopeDa, en: scopeEn } = scope;
    return { userId, name, role, disabled: names.disabled, permissions, scopeDa, scopeEn, sees, restrictedNotes };
  }

  private async names(userId: string): Promise<Names> {
    const [names] = await this.db.query<Names[]>(
      `SELECT u.disabled_at IS NOT NULL AS disabled, c.name AS company, t.name AS team
       FROM app_user u LEFT JOIN company c ON c.id = u.company_id LEFT JOIN team t ON t.id = u.team_id
       WHERE u.id = $1`,
      [userId],
    );
    return names ?? { disabled: false, company: null, team: null };
  }
}
