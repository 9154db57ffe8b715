import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TermsService } from '../terms/terms.service.js';
import type { CreateNetworkDto, NetworkDto, UpdateNetworkDto } from './network.dto.js';
import { Network } from './network.entity.js';
import { NetworksReader } from './networks.reader.js';

@Injectable()
export class NetworksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly terms: TermsService,
    private readonly reader: NetworksReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateNetworkDto): Promise<Once<NetworkDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'network', userId: actor.userId, body },
        async (id) => {
          await this.check(tx, body);
          const ownerId = body.ownerId ?? actor.userId;
          const after = { ...body, id, ownerId, createdBy: actor.userId, createdAt: this.clock.now() };
          await tx.getRepository(Network).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: Network, id, companyId: null, after });
          return await this.reader.one(id, tx);
        },
        async (id) => await this.reader.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateNetworkDto): Promise<NetworkDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      const after = changedOnly<UpdateNetworkDto>(before, body);
      await this.check(tx, after);
      await updateVersioned<Network>(tx, Network, id, version, after);
      if (after.endedOn) await refuseLaterLife(tx, id, after.endedOn);
      const entry = { action: 'update', entity: Network, id, companyId: null, before, after };
      await this.changes.record(tx, actor, entry);
      return await this.reader.one(id, tx);
    });
  }

  private async check(tx: EntityManager, { kind, ownerId }: { kind?: string; ownerId?: string }): Promise<void> {
    if (kind !== undefined) await this.terms.requireUsable(tx, 'network_kind', kind, '/kind');
    if (ownerId) await this.users.requireActive(tx, ownerId, '/ownerId');
  }
}

/** A network cannot have ended while somebody still met or joined. */
async function refuseLaterLife(tx: EntityManager, id: string, endedOn: string): Promise<void> {
  const later = await tx.query<unknown[]>(
    `SELECT 1 FROM network_meeting WHERE network_id = $1 AND held_on >= $2::date
     UNION ALL SELECT 1 FROM network_membership WHERE network_id = $1 AND joined_on >= $2::date LIMIT 1`,
    [id, endedOn],
  );
  if (later.length === 0) return;
  throw invalid(
    field(
      '/endedOn',
      'later-life',
      'Der er møder eller nye medlemmer fra den dag eller senere.',
      'There are meetings or new members on that day or later.',
    ),
  );
}
