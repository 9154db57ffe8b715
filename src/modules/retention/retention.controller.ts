import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import {
  DryRunDto, ListRetentionRulesQuery, ListRetentionRunsQuery, RetentionRuleDto, RetentionRulePage, RetentionRunDto,
  RetentionRunPage, UpdateRetentionRuleDto,
} from './retention.dto.js';
import { RetentionReader } from './retention.reader.js';
import { RetentionService } from './retention.service.js';

@Controller()
export class RetentionController {
  constructor(
    private readonly retention: RetentionService,
    private readonly reader: RetentionReader,
  ) {}

  /** How long each kind of record is kept. */
  @Get('retention-rules')
  @Permission('privacy:read')
  async rules(@Query() query: ListRetentionRulesQuery): Promise<RetentionRulePage> {
    return await this.reader.rules(query);
  }

  /** An enabled rule is carried out once a day; there is no way back, so make a dry run first. */
  @Patch('retention-rules/:id')
  @Permission('privacy:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateRetentionRuleDto,
  ): Promise<RetentionRuleDto> {
    return await this.retention.update(actor, id, version, body);
  }

  /** What the rule would take today; takes nothing. */
  @Post('retention-rules/:id/dry-run')
  @HttpCode(200)
  @Permission('privacy:write')
  async dryRun(@Id() id: string): Promise<DryRunDto> {
    return await this.retention.dryRun(id);
  }

  /** The latest runs first. */
  @Get('retention-runs')
  @Permission('privacy:read')
  async runs(@Query() query: ListRetentionRunsQuery): Promise<RetentionRunPage> {
    return await this.reader.runs(query);
  }

  /** Stops a run after the batch at hand; what has been taken stays taken. */
  @Post('retention-runs/:id/cancel')
  @HttpCode(200)
  @Permission('privacy:write')
  async cancel(@CurrentActor() actor: Actor, @Id() id: string): Promise<RetentionRunDto> {
    return await this.retention.cancel(actor, id);
  }
}
