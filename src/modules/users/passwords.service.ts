import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { invalid, notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { commonPasswords } from '../passwords/common-passwords.js';
import { hashPassword } from '../passwords/password.js';
import { passwordProblem, SHORTEST_PASSWORD } from '../passwords/password.rules.js';
import { SettingsService } from '../settings/settings.service.js';
import { User } from './user.entity.js';

/** Whose password it is to be. */
export interface PasswordOwner {
  name: string;
  email: string;
  hasSecondFactor: boolean;
}

@Injectable()
export class PasswordsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
  ) {}

  /** The hash of a password that keeps the rules; any other is 422 at `pointer`. */
  async hash(owner: PasswordOwner, password: string, pointer: string, tx?: EntityManager): Promise<string> {
    const { municipalityName } = await this.settings.current(tx);
    const words = [municipalityName, ...[municipalityName, owner.name, owner.email].flatMap((one) => one.split(/[\s@._+-]+/))];
    const { hasSecondFactor } = owner;
    const problem = passwordProblem(password, { hasSecondFactor, words, common: await commonPasswords() }, pointer);
    if (problem) throw invalid(problem);
    return await hashPassword(password);
  }

  /**
   * Gives a user who is not disabled a new password and ends all of the user's sessions, the caller's own too; open a
   * new one afterwards. A password against the rules is 422 at `pointer`. `by` is left out where the user does it.
   */
  async set(
    tx: EntityManager,
    userId: string,
    password: string,
    pointer = '/password',
    by: Pick<Actor, 'userId'> = { userId },
  ): Promise<void> {
    const [user] = await tx.query<PasswordOwner[]>(
      `SELECT name, email, second_factor_since IS NOT NULL AS "hasSecondFactor" FROM app_user
       WHERE id = $1 AND disabled_at IS NULL FOR UPDATE`,
      [userId],
    );
    if (!user) throw notFound();
    const hash = await this.hash(user, password, pointer, tx);
    await tx.query(
      `UPDATE app_user SET password_hash = $2, short_password = $3, session_generation = session_generation + 1
       WHERE id = $1`,
      [userId, hash, [...password].length < SHORTEST_PASSWORD],
    );
    await this.audit.record(tx, by, { action: 'set-password', entity: User, id: userId, companyId: null });
  }
}
