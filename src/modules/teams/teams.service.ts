import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ListQuery } from '../../platform/http/list-query.js';
import { AuditService } from '../audit/audit.service.js';
import { Team } from './team.entity.js';
import type { CreateTeamDto, TeamDto, TeamPage, UpdateTeamDto } from './team.dto.js';

@Injectable()
export class TeamsService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
  ) {}

  async list(query: ListQuery): Promise<TeamPage> {
    return await keysetPage(this.db, {
      columns: 't.id, t.version, t.name',
      from: 'team t',
      where: [],
      parameters: new Parameters(),
      id: 't.id',
      sort: { expression: 't.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, body: CreateTeamDto): Promise<Once<TeamDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'team', userId: actor.userId, body },
        async (id) => {
          const values = { ...body, id };
          await tx.getRepository(Team).insert(values);
          await this.audit.record(tx, actor, { action: 'create', entity: Team, id, companyId: null, after: values });
          return await this.one(tx, id);
        },
        async (id) => await this.one(tx, id),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateTeamDto): Promise<TeamDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(tx, id);
      const after = changedOnly<Team>(before, body);
      await updateVersioned(tx, Team, id, version, after);
      await this.audit.record(tx, actor, { action: 'update', entity: Team, id, companyId: null, before, after });
      return await this.one(tx, id);
    });
  }

  private async one(db: Queryable, id: string): Promise<TeamDto> {
    const [team] = await db.query<TeamDto[]>('SELECT id, version, name FROM team WHERE id = $1', [id]);
    if (!team) throw notFound();
    return team;
  }
}
