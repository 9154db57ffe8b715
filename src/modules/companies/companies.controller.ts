import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { CompaniesReader } from './companies.reader.js';
import { CompaniesService } from './companies.service.js';
import { CompanyDto, CreateCompanyDto, UpdateCompanyDto } from './company.dto.js';

@Controller('companies')
export class CompaniesController {
  constructor(
    private readonly companies: CompaniesService,
    private readonly reader: CompaniesReader,
  ) {}

  /** A company may be made without a CVR number: a prospect, or a foreign one. */
  @Post()
  @Permission('companies:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateCompanyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CompanyDto> {
    return answerOnce(reply, await this.companies.create(actor, body));
  }

  @Get(':id')
  @Permission('companies:read')
  async one(@CurrentActor() actor: Actor, @Id() id: string): Promise<CompanyDto> {
    return await this.reader.one(actor, id);
  }

  @Patch(':id')
  @Permission('companies:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateCompanyDto,
  ): Promise<CompanyDto> {
    return await this.companies.update(actor, id, version, body);
  }

  /** Only a company that nothing hangs on. */
  @Delete(':id')
  @HttpCode(204)
  @Permission('companies:write')
  async delete(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number): Promise<void> {
    await this.companies.delete(actor, id, version);
  }
}
