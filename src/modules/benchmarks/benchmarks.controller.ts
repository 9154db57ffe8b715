import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { OptionalIfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  BenchmarkPage, BenchmarkSheetDto, ImportBenchmarkDto, ListBenchmarksQuery, SaveBenchmarkDto,
} from './benchmark.dto.js';
import { writeBenchmarkCsv } from './benchmark-csv.js';
import { BenchmarksService } from './benchmarks.service.js';

@Controller('targets/benchmarks')
export class BenchmarksController {
  constructor(private readonly benchmarks: BenchmarksService) {}

  /** The eight-point sheets of companies, the latest year first. */
  @Get()
  @Permission('targets:read')
  async list(@CurrentActor() actor: Actor, @Query() query: ListBenchmarksQuery): Promise<BenchmarkPage> {
    return await this.benchmarks.list(actor, query);
  }

  /** Saves the whole sheet of a company and year: 201 when it is new, 200 when it takes the place of one. */
  @Post()
  @Permission('targets:write')
  async save(
    @CurrentActor() actor: Actor,
    @OptionalIfMatch() version: number | null,
    @Body() body: SaveBenchmarkDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BenchmarkSheetDto> {
    return answerOnce(reply, await this.benchmarks.save(actor, version, body));
  }

  /** The sheet for a spreadsheet, in Danish. */
  @Get(':id/csv')
  @ApiProduces('text/csv')
  @Permission('targets:read')
  async exportCsv(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const sheet = await this.benchmarks.one(actor, id);
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="benchmark-${sheet.year}.csv"`);
    return writeBenchmarkCsv(sheet);
  }

  /** Takes such a file in. Errors point to `/csv/<row>/<field>`, where row 1 holds the headings. */
  @Post(':id/csv')
  @HttpCode(200)
  @Permission('targets:write')
  async importCsv(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @OptionalIfMatch() version: number | null,
    @Body() body: ImportBenchmarkDto,
  ): Promise<BenchmarkSheetDto> {
    return await this.benchmarks.importCsv(actor, id, version, body.csv);
  }
}
