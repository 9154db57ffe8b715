import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, type FieldProblem, invalid, notFound } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import type { Caller } from '../../platform/http/caller.js';
import { GuessLimits } from '../guess-limits/guess-limits.service.js';
import { verifyPassword } from '../passwords/password.js';
import { CodesService } from './codes.service.js';
import type { ProofDto } from './second-factor.dto.js';

interface ProvenUser {
  email: string;
  hash: string | null;
  hasSecondFactor: boolean;
}

/** Asks a signed-in user once more who it is, before something changes that decides about signing in. */
@Injectable()
export class ProofsService {
  constructor(
    private readonly db: DataSource,
    private readonly limits: GuessLimits,
    private readonly codes: CodesService,
  ) {}

  /**
   * Throws 422 unless the password is right or, where none is given, the code of the second factor; a guess counts as
   * one at signing in. A user with neither, who signs in through the municipality's own sign-in, needs no proof.
   */
  async require(actor: Actor, caller: Caller, { password, code }: ProofDto): Promise<void> {
    const user = await this.user(actor);
    if (user.hash === null && !user.hasSecondFactor) return;
    if (password !== undefined) return await this.requirePassword(actor, caller, password, '/password');
    if (code === undefined) throw invalid(needed(user.hash ? '/password' : '/code'));
    await this.guess(user, caller, '/code', () => this.codes.use(actor.userId, code));
  }

  /** Throws 422 at `pointer` unless it is the user's present password. */
  async requirePassword(actor: Actor, caller: Caller, password: string, pointer: string): Promise<void> {
    const user = await this.user(actor);
    await this.guess(user, caller, pointer, () => verifyPassword(user.hash, password));
  }

  private async guess(
    { email }: ProvenUser,
    caller: Caller,
    pointer: string,
    isRight: () => Promise<boolean>,
  ): Promise<void> {
    const guess = await this.limits.take(email, caller.address);
    if (!(await isRight())) throw invalid(field(pointer, 'wrong', 'Passer ikke.', 'Does not match.'));
    await this.limits.forget(guess);
  }

  private async user({ userId }: Actor): Promise<ProvenUser> {
    const [user] = await this.db.query<ProvenUser[]>(
      `SELECT email, password_hash AS hash, second_factor_since IS NOT NULL AS "hasSecondFactor"
       FROM app_user WHERE id = $1`,
      [userId],
    );
    if (!user) throw notFound();
    return user;
  }
}

function needed(pointer: string): FieldProblem {
  return field(pointer, 'proof-needed', 'Skriv den, så vi ved, at det er dig.', 'Give it, so that we know it is you.');
}
