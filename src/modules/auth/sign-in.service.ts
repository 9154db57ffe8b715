import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../kernel/problem.js';
import type { Caller } from '../../platform/http/caller.js';
import { Log } from '../../platform/logging/log.js';
import { AuditService } from '../audit/audit.service.js';
import { type Guess, GuessLimits } from '../guess-limits/guess-limits.service.js';
import { CodesService } from '../second-factors/codes.service.js';
import { hashPassword, isOutdated, verifyPassword } from '../passwords/password.js';
import { User } from '../users/user.entity.js';
import type { SignInDto } from './session.dto.js';
import { SessionsService } from './sessions.service.js';

interface Account {
  id: string;
  hash: string | null;
  demo: boolean;
  hasSecondFactor: boolean;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly db: DataSource,
    private readonly sessions: SessionsService,
    private readonly limits: GuessLimits,
    private readonly codes: CodesService,
    private readonly audit: AuditService,
    private readonly log: Log,
  ) {}

  /**
   * Answers the new session's token. Wrong mail and wrong password are the same 401 and take the same time; too many
   * guesses are 429. A right password without a code, where one is needed, is 401 `second-factor-needed`.
   * `demoAllowed` is false where the program can be reached from outside.
   */
  async signIn({ email, password, totp }: SignInDto, caller: Caller, demoAllowed: boolean): Promise<string> {
    // Lower case is made here and nowhere else, so that every writing which finds the account is counted as one.
    const mail = email.toLowerCase();
    const guess = await this.limits.take(mail, caller.address);
    const [account] = await this.db.query<Account[]>(
      `SELECT id, password_hash AS hash, demo, second_factor_since IS NOT NULL AS "hasSecondFactor"
       FROM app_user WHERE email = $1 AND disabled_at IS NULL`,
      [mail],
    );
    const matches = await verifyPassword(account?.hash ?? null, password);
    if (!account || !matches) {
      this.noteRefusal(account?.id);
      throw new Problem(401, 'sign-in-failed', {
        da: 'Mailadressen eller adgangskoden passer ikke.',
        en: 'The e-mail address or the password does not match.',
      });
    }
    if (account.demo && !demoAllowed) {
      await this.limits.forget(guess);
      throw new Problem(403, 'demo-account', {
        da: 'Prøvekonti virker kun på maskinen selv. Bed din administrator om en konto.',
        en: 'Demo accounts work only on the machine itself. Ask your administrator for an account.',
      });
    }
    if (account.hasSecondFactor) await this.requireCode(account.id, totp, guess);
    const renewed = account.hash && isOutdated(account.hash) ? await hashPassword(password) : null;
    return await this.db.transaction(async (tx) => {
      if (renewed) {
        await tx.query('UPDATE app_user SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [
          account.id, account.hash, renewed,
        ]);
      }
      await this.limits.forget(guess, tx);
      return await this.sessions.openFor(account.id, caller, 'password', tx);
    });
  }

  /** Asked for after a right password only. Every try counts for the account until one succeeds. */
  private async requireCode(userId: string, code: string | undefined, guess: Guess): Promise<void> {
    if (code === undefined) {
      await this.limits.forgive(guess);
      throw new Problem(401, 'second-factor-needed', {
        da: 'Skriv også koden fra din app, eller en genoprettelseskode.',
        en: 'Also give the code of your app, or a recovery code.',
      });
    }
    if (await this.codes.use(userId, code)) return;
    this.noteRefusal(userId);
    throw new Problem(401, 'second-factor-wrong', {
      da: 'Koden passer ikke, eller den er brugt. Vent på den næste.',
      en: 'The code does not match, or it was used. Wait for the next one.',
    });
  }

  /** Not waited for: a refusal that takes longer for a user who exists would tell that there is one. */
  private noteRefusal(userId: string | undefined): void {
    this.log.pino.warn({ userId }, 'sign-in refused');
    if (!userId) return;
    const entry = { action: 'sign-in-refused', entity: User, id: userId, companyId: null };
    this.db
      .transaction((tx) => this.audit.record(tx, { userId }, entry))
      .catch((error: unknown) => this.log.failure(error, { userId }));
  }
}
