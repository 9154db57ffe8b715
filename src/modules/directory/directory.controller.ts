import { Controller, Get, Query } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { ListQuery } from '../../platform/http/list-query.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { ListCompaniesQuery } from './company-filter.dto.js';
import { CompanyPage, SearchQuery, SearchResult, TimelinePage } from './directory.dto.js';
import { DirectoryReader } from './directory.reader.js';
import { SearchReader } from './search.reader.js';
import { TimelineReader } from './timeline.reader.js';

@Controller()
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryReader,
    private readonly timeline: TimelineReader,
    private readonly search: SearchReader,
  ) {}

  /** The register, with filters that reach across everything known about a company. */
  @Get('companies')
  @Permission('companies:read')
  async companies(@CurrentActor() actor: Actor, @Query() query: ListCompaniesQuery): Promise<CompanyPage> {
    return await this.directory.companies(actor, query);
  }

  /** Everything that happened with the company, the latest first. */
  @Get('companies/:id/timeline')
  @Permission('visits:read')
  async companyTimeline(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: ListQuery,
  ): Promise<TimelinePage> {
    return await this.timeline.read(actor, id, query);
  }

  /** One field for companies, workplaces and contacts. */
  @Get('search')
  @Permission('companies:read')
  async everything(@CurrentActor() actor: Actor, @Query() query: SearchQuery): Promise<SearchResult> {
    return await this.search.search(actor, query.q);
  }
}
