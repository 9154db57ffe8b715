import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Role } from '../../kernel/permissions.js';
import { Problem, type Text } from '../../kernel/problem.js';
import { Sweeper } from '../../platform/database/sweeper.js';
import { updateVersioned } from '../../platform/database/versioned-update.js';
import { AuditService } from '../audit/audit.service.js';
import { User } from '../users/user.entity.js';
import { type FlowSecrets, IdentityProvider } from './identity-provider.js';
import { OidcFlow } from './oidc-flow.entity.js';
import { OidcIdentity } from './oidc-identity.entity.js';
import { type Claims, emailOf, nameOf, roleOf, verifiedEmailOf } from './oidc.rules.js';

/** How long a person may take at the identity provider. */
export const FLOW_MS = 600_000;

@Injectable()
export class OidcService implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly provider: IdentityProvider,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('oidc flows', async () => {
      await this.db.query('DELETE FROM oidc_flow WHERE expires_at <= $1', [this.clock.now()]);
    });
  }

  /** Begins a sign-in: where the browser goes, and the token that it keeps and must come back with. */
  async begin(): Promise<{ address: URL; browserToken: string }> {
    const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const address = await this.provider.address(secrets);
    const browserToken = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.getRepository(OidcFlow).insert({
      ...secrets,
      browserHash: hashOf(browserToken),
      expiresAt: new Date(now.getTime() + FLOW_MS),
    });
    return { address, browserToken };
  }

  /** Ends it: the id of the user who came back. Throws 401 for what does not hold, 403 for who may not come in. */
  async finish(browserToken: string, query: string): Promise<string> {
    this.provider.requireConfig();
    const secrets = await this.take(browserToken, new URLSearchParams(query).get('state') ?? '');
    const claims = await this.provider.claims(query, secrets);
    return await this.db.transaction(async (tx) => await this.userOf(tx, claims));
  }

  /** Takes a sign-in out of those under way: one DELETE decides, so the same answer counts once. */
  private async take(browserToken: string, state: string): Promise<FlowSecrets> {
    const [[secrets]] = await this.db.query<[FlowSecrets[], number]>(
      `DELETE FROM oidc_flow WHERE browser_hash = $1 AND state = $2 AND expires_at > $3
       RETURNING state, nonce, code_verifier AS "codeVerifier"`,
      [hashOf(browserToken), state, this.clock.now()],
    );
    if (secrets) return secrets;
    throw new Problem(401, 'oidc-not-begun', {
      da: 'Dit login er udløbet eller begyndt i en anden browser. Begynd forfra.',
      en: 'Your sign-in has expired or began in another browser. Start again.',
    });
  }

  /** The user of `iss` and `sub`, with the role the identity provider gives today; else one linked or made now. */
  private async userOf(tx: EntityManager, claims: Claims): Promise<string> {
    const { roleClaim, roles } = this.provider.requireConfig();
    const role = roleOf(claims, roleClaim, roles);
    if (!role) {
      throw refused('oidc-no-role', {
        da: 'Din konto er ikke i en gruppe, der har adgang til Håndslag. Bed din administrator om adgang.',
        en: 'Your account is in no group with access to Håndslag. Ask your administrator for access.',
      });
    }
    const { iss: issuer, sub: subject } = claims;
    const identity = await tx.getRepository(OidcIdentity).findOneBy({ issuer, subject });
    const userId = identity?.userId ?? (await this.linked(tx, claims)) ?? (await this.created(tx, claims, role));
    await this.follow(tx, userId, role);
    return userId;
  }

  /** The user of a verified address who is nobody at this identity provider yet, from now on this person. */
  private async linked(tx: EntityManager, claims: Claims): Promise<string | null> {
    const [user] = await tx.query<{ id: string }[]>(
      `SELECT u.id FROM app_user u WHERE u.email = $1 AND NOT u.demo
       AND NOT EXISTS (SELECT 1 FROM oidc_identity i WHERE i.user_id = u.id AND i.issuer = $2)`,
      [verifiedEmailOf(claims), claims.iss],
    );
    if (!user) return null;
    await this.link(tx, user.id, claims);
    return user.id;
  }

  private async created(tx: EntityManager, claims: Claims, role: Role): Promise<string> {
    const email = emailOf(claims);
    const isKnown = email !== null && (await tx.getRepository(User).existsBy({ email }));
    if (!this.provider.requireConfig().createUsers || email === null || isKnown) {
      throw refused('oidc-unknown', {
        da: 'Du er ikke oprettet i Håndslag, eller din mailadresse er ikke bekræftet. Bed din administrator om hjælp.',
        en: 'You have no user in Håndslag, or your address is not verified. Ask your administrator for help.',
      });
    }
    const values = { id: randomUUIDv7(), email, name: nameOf(claims), role };
    await tx.getRepository(User).insert(values);
    const entry = { action: 'create', entity: User, id: values.id, companyId: null, after: values };
    await this.audit.record(tx, { userId: values.id }, entry);
    await this.link(tx, values.id, claims);
    return values.id;
  }

  private async link(tx: EntityManager, userId: string, { iss: issuer, sub: subject }: Claims): Promise<void> {
    await tx.getRepository(OidcIdentity).insert({ issuer, subject, userId, createdAt: this.clock.now() });
    const entry = { action: 'link-identity', entity: User, id: userId, companyId: null, after: { issuer } };
    await this.audit.record(tx, { userId }, entry);
  }

  /** Gives the user the role of today; a disabled one stays out. */
  private async follow(tx: EntityManager, id: string, role: Role): Promise<void> {
    const user = await tx.getRepository(User).findOneByOrFail({ id });
    if (user.disabledAt) {
      throw refused('oidc-disabled', {
        da: 'Din bruger er lukket. Bed din administrator om hjælp.',
        en: 'Your user is disabled. Ask your administrator for help.',
      });
    }
    if (user.role === role) return;
    const after = { role, companyId: role === 'member' ? user.companyId : null };
    await updateVersioned(tx, User, id, user.version, after);
    const before = { role: user.role, companyId: user.companyId };
    await this.audit.record(tx, { userId: id }, { action: 'update', entity: User, id, companyId: null, before, after });
  }
}

function refused(code: string, text: Text): Problem {
  return new Problem(403, code, text);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
