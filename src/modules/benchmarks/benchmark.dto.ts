import { IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { NoCprNumber } from '../../platform/http/fields.js';
import { ListQuery, WholeNumber } from '../../platform/http/list-query.js';

/** The whole sheet of a company and year: what is missing or null is not known. */
export class SaveBenchmarkDto {
  @IsUUID()
  companyId: string;

  @IsInt()
  @Min(2000)
  @Max(2100)
  year: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  employeesInDenmark?: number | null;

  /** Of the year; at most one decimal. */
  @IsOptional()
  @Min(0)
  @Max(100)
  sickLeavePercent?: number | null;

  /** At the end of the year. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  flexJobs?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  wageSubsidyStarted?: number | null;

  /** Of those started, how many were hired afterwards. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  wageSubsidyHired?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  unpaidPlacements?: number | null;

  /** Of those in placement, how many were hired afterwards. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  unpaidPlacementsHired?: number | null;

  /** Contracts with apprentices. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999_999)
  apprentices?: number | null;
}

export class ImportBenchmarkDto {
  /** The text of a file as `GET /api/targets/benchmarks/:id/csv` gives it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  @NoCprNumber()
  csv: string;
}

export class ListBenchmarksQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @WholeNumber()
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;
}

export class BenchmarkSheetDto {
  id: string;
  version: number;
  companyId: string;
  companyName: string;
  year: number;
  employeesInDenmark: number | null;
  sickLeavePercent: number | null;
  flexJobs: number | null;
  wageSubsidyStarted: number | null;
  wageSubsidyHired: number | null;
  unpaidPlacements: number | null;
  unpaidPlacementsHired: number | null;
  apprentices: number | null;
}

export class BenchmarkPage {
  items: BenchmarkSheetDto[];
  nextCursor: string | null;
  count?: number;
}
