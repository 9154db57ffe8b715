import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import type { Caller } from '../../platform/http/caller.js';
import { ProofsService } from '../second-factors/proofs.service.js';
import { PasswordsService } from '../users/passwords.service.js';
import type { ChangePasswordDto } from './session.dto.js';
import { SessionsService } from './sessions.service.js';

@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly db: DataSource,
    private readonly proofs: ProofsService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Ends all of the user's sessions and answers the token of a new one. A wrong present password is 422, and a guess.
   */
  async change(actor: Actor, caller: Caller, body: ChangePasswordDto): Promise<string> {
    await this.proofs.requirePassword(actor, caller, body.current, '/current');
    return await this.db.transaction(async (tx) => {
      await this.passwords.set(tx, actor.userId, body.new, '/new');
      return await this.sessions.openFor(actor.userId, caller, 'password', tx);
    });
  }
}
