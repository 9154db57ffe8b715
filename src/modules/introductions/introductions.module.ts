import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { Introduction } from './introduction.entity.js';
import { IntroductionsController } from './introductions.controller.js';
import { IntroductionsReader } from './introductions.reader.js';
import { IntroductionsService } from './introductions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Introduction]), UsersModule, CompaniesModule],
  controllers: [IntroductionsController],
  providers: [IntroductionsService, IntroductionsReader],
})
export class IntroductionsModule {}
