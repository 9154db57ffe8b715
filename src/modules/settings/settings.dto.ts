import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Keepable, NoCprNumber, Text } from '../../platform/http/fields.js';

export class UpdateSettingsDto {
  /** Municipality codes of four digits, such as "0615"; their employers are what coverage is counted over. */
  @Keepable()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^\d{4}$/, { each: true })
  municipalityCodes?: string[];

  @Keepable()
  @IsString()
  @MaxLength(100)
  @NoCprNumber()
  municipalityName?: string;

  @Keepable()
  @Text(100)
  deskName?: string;

  @Keepable()
  @Text(100)
  taskForceName?: string;

  /** Fewest employees of a medium-sized company. */
  @Keepable()
  @IsInt()
  @Min(2)
  @Max(100_000)
  mediumFrom?: number;

  /** Fewest employees of a large company; more than `mediumFrom`. */
  @Keepable()
  @IsInt()
  @Min(3)
  @Max(100_000)
  largeFrom?: number;

  /** Days after which a visit's note is amended, not overwritten. */
  @Keepable()
  @IsInt()
  @Min(0)
  @Max(365)
  noteLockDays?: number;

  /** Months after which the audit log is deleted. No law gives a figure: choose it with your DPO. */
  @Keepable()
  @IsInt()
  @Min(6)
  @Max(120)
  auditKeepMonths?: number;
}

export class SettingsDto {
  version: number;
  municipalityCodes: string[];
  municipalityName: string;
  deskName: string;
  taskForceName: string;
  mediumFrom: number;
  largeFrom: number;
  noteLockDays: number;
  auditKeepMonths: number;
  /** Nothing in this database is real: show "Eksempeldata" on every page and report. */
  sampleData: boolean;
}
