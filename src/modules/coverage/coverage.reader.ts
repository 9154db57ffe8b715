import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict } from '../../kernel/problem.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Actor } from '../../platform/http/actor.js';
import {
  COMPANY_FROM, companyConditions, DIMENSIONS, employerCondition, firstDayWithin, inForce, populationCondition,
} from '../directory/company-filter.js';
import { NONE } from '../directory/company-filter.dto.js';
import { SettingsService } from '../settings/settings.service.js';
import type { CoverageCell, CoverageDto, CoveragePopulation, CoverageQuery, CoverageTotals } from './coverage.dto.js';

const DEFAULT_MONTHS = 12;

@Injectable()
export class CoverageReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
  ) {}

  /** The matrix for today; every company of the population is in exactly one cell. 409 until a municipality is chosen. */
  async matrix(actor: Actor, query: CoverageQuery): Promise<CoverageDto> {
    const { municipalityCodes } = await this.settings.current();
    if (municipalityCodes.length === 0) throw municipalityNotChosen();
    const today = this.clock.today();
    const months = query.months ?? DEFAULT_MONTHS;
    const context = { today, municipalityCodes, onlyCompanyId: actor.onlyCompanyId };
    const parameters = new Parameters();
    const where = [
      populationCondition(municipalityCodes, parameters),
      ...companyConditions(query, context, parameters),
    ];
    const cells = await this.db.query<CoverageCell[]>(
      `SELECT coalesce(${DIMENSIONS[query.rows]}, '${NONE}') AS "row",
         coalesce(${DIMENSIONS[query.columns]}, '${NONE}') AS "column",
         count(*) AS population,
         count(*) FILTER (WHERE c.last_contact_on >= ${parameters.add(firstDayWithin(months, today))}) AS contacted,
         count(*) FILTER (WHERE c.last_contact_on IS NULL) AS "neverContacted",
         count(*) FILTER (WHERE ${inForce('agreement', today, parameters)}) AS agreement,
         count(*) FILTER (WHERE ${inForce('pledge', today, parameters)}) AS pledge,
         count(*) FILTER (WHERE c.last_outcome = 'declined') AS declined
       FROM ${COMPANY_FROM} WHERE ${where.join(' AND ')} GROUP BY 1, 2 ORDER BY 1, 2`,
      parameters.values,
    );
    return { asOf: today, months, population: await this.population(municipalityCodes), cells, totals: sum(cells) };
  }

  private async population(municipalityCodes: readonly string[]): Promise<CoveragePopulation> {
    const parameters = new Parameters();
    const employers = employerCondition(municipalityCodes, parameters);
    const [row] = await this.db.query<{ asOf: string | null; unknownEmployees: number }[]>(
      `SELECT (SELECT max(register_updated_at AT TIME ZONE 'Europe/Copenhagen')::date FROM company) AS "asOf",
         (SELECT count(*) FROM company c WHERE ${employers} AND c.employees_min IS NULL) AS "unknownEmployees"`,
      parameters.values,
    );
    const { asOf = null, unknownEmployees = 0 } = row ?? {};
    return { source: asOf === null ? 'manual' : 'register', asOf, unknownEmployees };
  }
}

function sum(cells: readonly CoverageCell[]): CoverageTotals {
  const total = (measure: keyof CoverageTotals) => cells.reduce((so, cell) => so + cell[measure], 0);
  return {
    population: total('population'),
    contacted: total('contacted'),
    neverContacted: total('neverContacted'),
    agreement: total('agreement'),
    pledge: total('pledge'),
    declined: total('declined'),
  };
}

function municipalityNotChosen() {
  return conflict(
    'municipality-not-chosen',
    'Vælg først kommunen under indstillinger (municipalityCodes), så dækningen ved, hvilke arbejdsgivere der tælles.',
    'First choose the municipality in the settings (municipalityCodes), so that coverage knows which employers count.',
  );
}
