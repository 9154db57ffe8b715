import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { keysetPage, type SortKey } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import { COMPANY_COLUMNS, type CompanyDto, companySeenBy } from '../companies/company.dto.js';
import { SettingsService } from '../settings/settings.service.js';
import { COMPANY_FROM, companyConditions } from './company-filter.js';
import type { COMPANY_SORTS, ListCompaniesQuery } from './company-filter.dto.js';
import type { CompanyPage } from './directory.dto.js';

type Sort = (typeof COMPANY_SORTS)[number];

const SORTS: Readonly<Record<Sort, SortKey>> = {
  name: { expression: 'c.name', type: 'text', collate: 'da-x-icu' },
  '-name': { expression: 'c.name', type: 'text', collate: 'da-x-icu', descending: true },
  lastContactOn: { expression: "coalesce(c.last_contact_on, '-infinity')", type: 'date' },
  '-lastContactOn': { expression: "coalesce(c.last_contact_on, '-infinity')", type: 'date', descending: true },
  employees: { expression: 'coalesce(c.employees_min, -1)', type: 'bigint' },
  '-employees': { expression: 'coalesce(c.employees_min, -1)', type: 'bigint', descending: true },
};

@Injectable()
export class DirectoryReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
  ) {}

  /** Companies by name, unless another order is asked for; never contacted comes first in `lastContactOn`. */
  async companies(actor: Actor, query: ListCompaniesQuery): Promise<CompanyPage> {
    const parameters = new Parameters();
    const municipalityCodes = query.inPopulation === undefined ? [] : (await this.settings.current()).municipalityCodes;
    const context = { today: this.clock.today(), municipalityCodes, onlyCompanyId: actor.onlyCompanyId };
    const page = await keysetPage<CompanyDto>(this.db, {
      columns: COMPANY_COLUMNS,
      from: query.team ? COMPANY_FROM : 'company c',
      where: companyConditions(query, context, parameters),
      parameters,
      id: 'c.id',
      sort: SORTS[query.sort ?? 'name'],
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((company) => companySeenBy(actor, company)) };
  }
}
