import { Inject, Injectable } from '@nestjs/common';
import { generateSecret, generateURI } from 'otplib';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { seal } from '../../platform/secrets/secret-box.js';
import { AuditService } from '../audit/audit.service.js';
import { User } from '../users/user.entity.js';
import { CodesService, contextOf } from './codes.service.js';
import type { SecondFactorDto, SecondFactorSecretDto } from './second-factor.dto.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './second-factor.rules.js';

const ISSUER = 'Håndslag';

/** Switches a user's second factor on and off; the caller has made sure that it is the user who asks. */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly codes: CodesService,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async read({ userId }: Actor): Promise<SecondFactorDto> {
    const [found] = await this.db.query<SecondFactorDto[]>(
      `SELECT u.second_factor_since AS since,
         (SELECT count(*) FROM recovery_code r WHERE r.user_id = u.id) AS "recoveryCodesLeft"
       FROM app_user u WHERE u.id = $1`,
      [userId],
    );
    if (!found) throw notFound();
    return found;
  }

  /** A new secret, in force once confirmed; an earlier one that was not confirmed is thrown away. */
  async start({ userId }: Actor): Promise<SecondFactorSecretDto> {
    if (!this.platform.secretKey) {
      throw conflict(
        'second-factor-unavailable',
        'Totrinslogin kan ikke slås til, før driften har sat SECRET_KEY.',
        'A second factor cannot be switched on before operations have set SECRET_KEY.',
      );
    }
    const secret = generateSecret();
    const started = await this.db.query<{ label: string }[]>(
      `INSERT INTO second_factor AS f (user_id, secret, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET secret = $2, created_at = $3, last_used_step = 0
         WHERE f.confirmed_at IS NULL
       RETURNING (SELECT email FROM app_user WHERE id = $1) AS label`,
      [userId, seal(this.platform.secretKey, contextOf(userId), secret), this.clock.now()],
    );
    const [account] = started;
    if (!account) {
      throw conflict('second-factor-on', 'Totrinslogin er slået til allerede.', 'A second factor is already on.');
    }
    return { secret, uri: generateURI({ issuer: ISSUER, label: account.label, secret }) };
  }

  /** Switches it on when the code is right, and answers the recovery codes; wrong, or nothing started: 422. */
  async confirm(actor: Actor, code: string): Promise<string[]> {
    const { userId } = actor;
    return await this.db.transaction(async (tx) => {
      if (!(await this.codes.useOfApp(tx, userId, code, false))) {
        throw invalid(
          field('/code', 'wrong', 'Passer ikke. Går telefonens ur rigtigt?', 'Does not match. Check the phone’s clock.'),
        );
      }
      const now = this.clock.now();
      await tx.query('UPDATE second_factor SET confirmed_at = $2 WHERE user_id = $1', [userId, now]);
      await tx.query('UPDATE app_user SET second_factor_since = $2, version = version + 1 WHERE id = $1', [
        userId, now,
      ]);
      await this.record(tx, actor, userId, 'second-factor-on');
      return await replaceRecoveryCodes(tx, userId);
    });
  }

  /** Ten new recovery codes; the old ones no longer work. */
  async renewRecoveryCodes(actor: Actor): Promise<string[]> {
    return await this.db.transaction(async (tx) => {
      const [on] = await tx.query<unknown[]>(
        'SELECT FROM app_user WHERE id = $1 AND second_factor_since IS NOT NULL FOR UPDATE',
        [actor.userId],
      );
      if (!on) throw notOn();
      await this.record(tx, actor, actor.userId, 'recovery-codes');
      return await replaceRecoveryCodes(tx, actor.userId);
    });
  }

  /** 409 while the user's password is too short to stand alone. */
  async switchOff(actor: Actor): Promise<void> {
    const { userId } = actor;
    await this.db.transaction(async (tx) => {
      const [user] = await tx.query<{ short: boolean }[]>(
        'SELECT short_password AS short FROM app_user WHERE id = $1 AND second_factor_since IS NOT NULL FOR UPDATE',
        [userId],
      );
      if (!user) throw notOn();
      if (user.short) {
        throw conflict(
          'password-too-short-alone',
          'Vælg først en adgangskode på mindst 15 tegn. Din er så kort, at den kræver totrinslogin.',
          'First choose a password of at least 15 characters. Yours is so short that it needs a second factor.',
        );
      }
      await remove(tx, userId);
      await this.record(tx, actor, userId, 'second-factor-off');
    });
  }

  /**
   * For somebody who has lost the phone and the recovery codes. A password too short to stand alone goes as well: the
   * user then needs a link to choose a new one. 404 for an unknown user or one without a second factor.
   */
  async removeFrom(actor: Actor, userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [user] = await tx.query<unknown[]>(
        'SELECT FROM app_user WHERE id = $1 AND second_factor_since IS NOT NULL FOR UPDATE',
        [userId],
      );
      if (!user) throw notFound();
      await remove(tx, userId);
      await this.record(tx, actor, userId, 'second-factor-removed');
    });
  }

  private async record(tx: EntityManager, actor: Actor, id: string, action: string): Promise<void> {
    await this.audit.record(tx, actor, { action, entity: User, id, companyId: null });
  }
}

async function replaceRecoveryCodes(tx: EntityManager, userId: string): Promise<string[]> {
  const fresh = newRecoveryCodes();
  await tx.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
  await tx.query('INSERT INTO recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [
    userId, fresh.map(hashOfRecoveryCode),
  ]);
  return fresh;
}

async function remove(tx: EntityManager, userId: string): Promise<void> {
  await tx.query('DELETE FROM second_factor WHERE user_id = $1', [userId]);
  await tx.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
  await tx.query(
    `UPDATE app_user SET second_factor_since = NULL, version = version + 1, short_password = false,
       password_hash = CASE WHEN short_password THEN NULL ELSE password_hash END
     WHERE id = $1`,
    [userId],
  );
}

function notOn() {
  return conflict('second-factor-not-on', 'Totrinslogin er ikke slået til.', 'No second factor is switched on.');
}
