import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { type Caller, CurrentCaller } from '../../platform/http/caller.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ProofsService } from './proofs.service.js';
import {
  ConfirmSecondFactorDto, ProofDto, RecoveryCodesDto, SecondFactorDto, SecondFactorSecretDto,
} from './second-factor.dto.js';
import { SecondFactorsService } from './second-factors.service.js';

@Controller()
export class SecondFactorsController {
  constructor(
    private readonly factors: SecondFactorsService,
    private readonly proofs: ProofsService,
  ) {}

  /** Whether I sign in with a code as well. */
  @Get('session/second-factor')
  @Permission('session:own')
  async read(@CurrentActor() actor: Actor): Promise<SecondFactorDto> {
    return await this.factors.read(actor);
  }

  /** Get a secret for an authenticator app, in force once a code is sent back. Takes the password, if I have one. */
  @Post('session/second-factor')
  @HttpCode(200)
  @Permission('session:own')
  async start(
    @CurrentActor() actor: Actor,
    @CurrentCaller() caller: Caller,
    @Body() proof: ProofDto,
  ): Promise<SecondFactorSecretDto> {
    await this.proofs.require(actor, caller, proof);
    return await this.factors.start(actor);
  }

  /** Switch it on with the first code of the app. */
  @Post('session/second-factor/confirm')
  @HttpCode(200)
  @Permission('session:own')
  async confirm(@CurrentActor() actor: Actor, @Body() body: ConfirmSecondFactorDto): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.factors.confirm(actor, body.code) };
  }

  /** Get new recovery codes in place of the old ones. */
  @Post('session/second-factor/recovery-codes')
  @HttpCode(200)
  @Permission('session:own')
  async renew(
    @CurrentActor() actor: Actor,
    @CurrentCaller() caller: Caller,
    @Body() proof: ProofDto,
  ): Promise<RecoveryCodesDto> {
    await this.proofs.require(actor, caller, proof);
    return { recoveryCodes: await this.factors.renewRecoveryCodes(actor) };
  }

  /** Sign in without a code from now on. */
  @Post('session/second-factor/switch-off')
  @HttpCode(204)
  @Permission('session:own')
  async switchOff(
    @CurrentActor() actor: Actor,
    @CurrentCaller() caller: Caller,
    @Body() proof: ProofDto,
  ): Promise<void> {
    await this.proofs.require(actor, caller, proof);
    await this.factors.switchOff(actor);
  }

  /** Take the second factor off a user who has lost it. */
  @Delete('users/:id/second-factor')
  @HttpCode(204)
  @Permission('users:write')
  async removeFrom(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.factors.removeFrom(actor, id);
  }
}
