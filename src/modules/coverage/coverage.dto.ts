import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { OmitType } from '@nestjs/swagger';
import { WholeNumber } from '../../platform/http/list-query.js';
import { CompanyFilterQuery } from '../directory/company-filter.dto.js';

export const COVERAGE_DIMENSIONS = [
  'size', 'sector', 'industry', 'district', 'consultant', 'team', 'partnerKind',
] as const;
export type CoverageDimension = (typeof COVERAGE_DIMENSIONS)[number];

export class CoverageQuery extends OmitType(CompanyFilterQuery, ['limit', 'cursor', 'count', 'inPopulation'] as const) {
  @IsIn(COVERAGE_DIMENSIONS)
  rows: CoverageDimension;

  @IsIn(COVERAGE_DIMENSIONS)
  columns: CoverageDimension;

  /** What counts as a recent contact, in calendar months. */
  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(240)
  months?: number;
}

class CoverageMeasures {
  /** All employers of the cell, also those nobody has ever talked to. */
  population: number;
  /** Contacted within the months asked for. */
  contacted: number;
  neverContacted: number;
  /** An agreement in force. */
  agreement: number;
  /** A live pledge. */
  pledge: number;
  /** The last outcome was "declined". */
  declined: number;
}

export class CoverageCell extends CoverageMeasures {
  /** Value for the filter of the same name in `GET /api/companies`; `none` where the companies have none. */
  row: string;
  column: string;
}

export class CoverageTotals extends CoverageMeasures {}

export class CoveragePopulation {
  /** Where the companies come from. */
  source: 'register' | 'manual';
  /** Day of the newest record from the register; null when nothing has been imported. */
  asOf: string | null;
  /** Active employers whose number of employees nobody knows: shown, not counted. */
  unknownEmployees: number;
}

export class CoverageDto {
  /** Today in Europe/Copenhagen. */
  asOf: string;
  months: number;
  population: CoveragePopulation;
  cells: CoverageCell[];
  totals: CoverageTotals;
}
