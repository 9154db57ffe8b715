import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { ACTOR_COLUMNS, actorOf, type ActorRow } from './actors.js';
import { PasswordsService } from './passwords.service.js';
import type { CreateUserDto, ListUsersQuery, UpdateUserDto, UserDto, UserPage } from './user.dto.js';
import { User } from './user.entity.js';

const COLUMNS = `u.id, u.version, u.email, u.name, u.role, u.team_id AS "teamId", u.company_id AS "companyId",
  u.disabled_at IS NOT NULL AS disabled, u.second_factor_since IS NOT NULL AS "secondFactor"`;

@Injectable()
export class UsersService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly passwords: PasswordsService,
  ) {}

  async list(query: ListUsersQuery): Promise<UserPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.role) where.push(`u.role = ${parameters.add(query.role)}`);
    if (query.teamId) where.push(`u.team_id = ${parameters.add(query.teamId)}`);
    if (query.disabled !== undefined) where.push(`(u.disabled_at IS NOT NULL) = ${parameters.add(query.disabled)}`);
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'app_user u',
      where,
      parameters,
      id: 'u.id',
      sort: { expression: 'u.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async one(id: string, db: Queryable = this.db): Promise<UserDto> {
    const [user] = await db.query<UserDto[]>(`SELECT ${COLUMNS} FROM app_user u WHERE u.id = $1`, [id]);
    if (!user) throw notFound();
    return user;
  }

  /** What the user would ask as, disabled or not; 404 when there is none. */
  async asActor(id: string): Promise<Actor> {
    const [user] = await this.db.query<ActorRow[]>(`SELECT ${ACTOR_COLUMNS} FROM app_user u WHERE u.id = $1`, [id]);
    if (!user) throw notFound();
    return actorOf(user);
  }

  async create(actor: Actor, body: CreateUserDto): Promise<Once<UserDto>> {
    const { password, ...kept } = body;
    const owner = { name: kept.name, email: kept.email, hasSecondFactor: false };
    const passwordHash = password ? await this.passwords.hash(owner, password, '/password') : null;
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'user', userId: actor.userId, body: kept },
        async (id) => {
          const values = { ...kept, id, email: kept.email.toLowerCase() };
          refuseCompanyOfOthers(values.role, values.companyId ?? null);
          await tx.getRepository(User).insert({ ...values, passwordHash });
          await this.audit.record(tx, actor, { action: 'create', entity: User, id, companyId: null, after: values });
          return await this.one(id, tx);
        },
        async (id) => await this.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateUserDto): Promise<UserDto> {
    return await this.db.transaction(async (tx) => {
      const before = await tx.getRepository(User).findOneBy({ id });
      if (!before) throw notFound();
      const { disabled, ...fields } = body;
      const after = changedOnly<User>(before, fields);
      if (disabled !== undefined && disabled !== (before.disabledAt !== null)) {
        after.disabledAt = disabled ? this.clock.now() : null;
      }
      refuseCompanyOfOthers(after.role ?? before.role, after.companyId === undefined ? before.companyId : after.companyId);
      await updateVersioned(tx, User, id, version, after);
      if (disabled) await endSessions(tx, id);
      const { passwordHash: _hash, ...seen } = before;
      await this.audit.record(tx, actor, { action: 'update', entity: User, id, companyId: null, before: seen, after });
      return await this.one(id, tx);
    });
  }

  /** Signs the user out everywhere; 404 for an unknown one. */
  async signOut(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      if ((await endSessions(tx, id)) === 0) throw notFound();
      await this.audit.record(tx, actor, { action: 'end-sessions', entity: User, id, companyId: null });
    });
  }

  /** Throws 422 at `pointer` unless the user exists and may still be given work. */
  async requireActive(tx: EntityManager, id: string, pointer: string): Promise<void> {
    const [user] = await tx.query<{ role: string }[]>(
      'SELECT role FROM app_user WHERE id = $1 AND disabled_at IS NULL',
      [id],
    );
    if (user && user.role !== 'member') return;
    throw invalid(field(pointer, 'user-unknown', 'Kendes ikke som kollega.', 'Is not known as a colleague.'));
  }
}

/** When the user is enabled again, none of the sessions comes back. */
async function endSessions(tx: EntityManager, id: string): Promise<number> {
  const [, users] = await tx.query<[unknown, number]>(
    'UPDATE app_user SET session_generation = session_generation + 1 WHERE id = $1',
    [id],
  );
  return users;
}

function refuseCompanyOfOthers(role: string, companyId: string | null): void {
  if (companyId === null || role === 'member') return;
  throw invalid(
    field('/companyId', 'member-only', 'Kun et medlem har én virksomhed.', 'Only a member has one company.'),
  );
}
