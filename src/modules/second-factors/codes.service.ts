import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { unseal } from '../../platform/secrets/secret-box.js';
import { PLATFORM, type Platform } from '../../platform/platform-options.js';
import { hashOfRecoveryCode, stepOfCode } from './second-factor.rules.js';

/** Uses up codes of the app and recovery codes. Counting wrong ones is the caller's work. */
@Injectable()
export class CodesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** Whether the code is right and was not used before; it is used up. Of two at the same time one gets false. */
  async use(userId: string, code: string): Promise<boolean> {
    return (await this.useOfApp(this.db.manager, userId, code, true)) || (await this.useRecoveryCode(userId, code));
  }

  /** Whether a code of the app is right, for a second factor that is switched on, or just being so. */
  async useOfApp(tx: EntityManager, userId: string, code: string, confirmed: boolean): Promise<boolean> {
    const [factor] = await tx.query<{ secret: Buffer }[]>(
      'SELECT secret FROM second_factor WHERE user_id = $1 AND (confirmed_at IS NOT NULL) = $2',
      [userId, confirmed],
    );
    if (!factor || !this.platform.secretKey) return false;
    const secret = unseal(this.platform.secretKey, contextOf(userId), factor.secret);
    const step = stepOfCode(secret, code, this.clock.now());
    if (step === null) return false;
    const [, used] = await tx.query<[unknown, number]>(
      `UPDATE second_factor SET last_used_step = $2
       WHERE user_id = $1 AND last_used_step < $2 AND secret = $3 AND (confirmed_at IS NOT NULL) = $4`,
      [userId, step, factor.secret, confirmed],
    );
    return used === 1;
  }

  private async useRecoveryCode(userId: string, code: string): Promise<boolean> {
    const [, used] = await this.db.query<[unknown, number]>(
      'DELETE FROM recovery_code WHERE user_id = $1 AND code_hash = $2',
      [userId, hashOfRecoveryCode(code)],
    );
    return used === 1;
  }
}

/** What the secret is sealed under. */
export function contextOf(userId: string): string {
  return `totp:${userId}`;
}
