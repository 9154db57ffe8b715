import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { ROLE_PERMISSIONS } from '../../kernel/permissions.js';
import { field, type FieldProblem, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { AuditService } from '../audit/audit.service.js';
import { ACTOR_COLUMNS, type ActorRow, actorOf } from '../users/actors.js';
import type {
  ApiTokenDto, ApiTokenPage, CreateApiTokenDto, CreatedApiTokenDto, ListApiTokensQuery,
} from './api-token.dto.js';
import { ApiToken } from './api-token.entity.js';
import { isTokenEnd, LONGEST_DAYS, tokenPermissions } from './api-token.rules.js';

/** Makes a token that stands in a file or a log easy to find and to recognise. */
const PREFIX = 'hs_';
const SEEN_EVERY_MS = 60_000;
const COLUMNS = `t.id, t.user_id AS "userId", t.name, t.permissions, t.created_at AS "createdAt",
  t.expires_on AS "expiresOn", t.last_used_at AS "lastUsedAt"`;

@Injectable()
export class ApiTokensService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** The user's own tokens that are not revoked, newest first, or another's for an administrator; 403 for others. */
  async list(actor: Actor, query: ListApiTokensQuery): Promise<ApiTokenPage> {
    const userId = query.userId?.toLowerCase() ?? actor.userId;
    if (userId !== actor.userId && !actor.permissions.has('users:write')) throw problemOfStatus(403);
    const parameters = new Parameters();
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'api_token t',
      where: [`t.user_id = ${parameters.add(userId)}`, 't.revoked_at IS NULL'],
      parameters,
      id: 't.id',
      sort: { expression: 't.created_at', type: 'timestamptz', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async create(actor: Actor, body: CreateApiTokenDto): Promise<Once<CreatedApiTokenDto>> {
    const wrong = this.problems(actor, body);
    if (wrong.length > 0) throw invalid(...wrong);
    const token = PREFIX + randomBytes(32).toString('base64url');
    return await this.db.transaction(async (tx) =>
      createOnce<CreatedApiTokenDto>(
        tx,
        { kind: 'api-token', userId: actor.userId, body },
        async (id) => {
          const kept = { ...body, id, userId: actor.userId };
          await tx.getRepository(ApiToken).insert({ ...kept, tokenHash: hashOf(token), createdAt: this.clock.now() });
          await this.audit.record(tx, actor, {
            action: 'create', entity: ApiToken, id, companyId: null, after: kept,
          });
          return { ...(await this.one(tx, id)), token };
        },
        async (id) => ({ ...(await this.one(tx, id)), token: null }),
      ),
    );
  }

  /** Ends a token at once: one's own, or as administrator anybody's; 404 for any other. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [, revoked] = await tx.query<[unknown, number]>(
        `UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL AND (user_id = $3 OR $4)`,
        [id, this.clock.now(), actor.userId, actor.permissions.has('users:write')],
      );
      if (revoked === 0) throw notFound();
      await this.audit.record(tx, actor, { action: 'revoke', entity: ApiToken, id, companyId: null });
    });
  }

  /** Whom the token stands for, with what it may do now; null when it is unknown, over, or its owner is disabled. */
  async find(token: string): Promise<Actor | null> {
    if (!token.startsWith(PREFIX)) return null;
    const now = this.clock.now();
    const [found] = await this.db.query<(ActorRow & Pick<ApiToken, 'permissions'> & { seen: string | null })[]>(
      `SELECT ${ACTOR_COLUMNS}, t.permissions, t.last_used_at AS seen
       FROM api_token t JOIN app_user u ON u.id = t.user_id
       WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_on >= $2 AND u.disabled_at IS NULL`,
      [hashOf(token), this.clock.today()],
    );
    if (!found) return null;
    if (!found.seen || now.getTime() - Date.parse(found.seen) > SEEN_EVERY_MS) {
      await this.db.query('UPDATE api_token SET last_used_at = $2 WHERE token_hash = $1', [hashOf(token), now]);
    }
    return actorOf(found, tokenPermissions(found.permissions, found.role));
  }

  private problems({ role }: Actor, { permissions, expiresOn }: CreateApiTokenDto): FieldProblem[] {
    const beyond = permissions.findIndex((one) => !ROLE_PERMISSIONS[role].includes(one));
    return [
      ...(beyond < 0 ? [] : [
        field(`/permissions/${beyond}`, 'beyond-role', 'Det må du ikke selv.', 'You may not do that yourself.'),
      ]),
      ...(isTokenEnd(expiresOn, this.clock.today()) ? [] : [
        field(
          '/expiresOn',
          'token-end',
          `Vælg en dag fra i dag til om ${LONGEST_DAYS} dage.`,
          `Choose a day from today to ${LONGEST_DAYS} days ahead.`,
        ),
      ]),
    ];
  }

  private async one(db: Queryable, id: string): Promise<ApiTokenDto> {
    const [token] = await db.query<ApiTokenDto[]>(`SELECT ${COLUMNS} FROM api_token t WHERE t.id = $1`, [id]);
    if (!token) throw notFound();
    return token;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
