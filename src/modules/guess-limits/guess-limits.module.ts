import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GuessCount } from './guess-count.entity.js';
import { GuessLimits } from './guess-limits.service.js';
import { SignInAddress } from './sign-in-address.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([GuessCount, SignInAddress])],
  providers: [GuessLimits],
  exports: [GuessLimits],
})
export class GuessLimitsModule {}
