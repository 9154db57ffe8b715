import { IsIn, IsOptional } from 'class-validator';

export class ExportQuery {
  /** `html`: a document to print or send; left out: JSON. */
  @IsOptional()
  @IsIn(['json', 'html'])
  format?: 'json' | 'html';
}

export class PersonExportPartDto {
  /** Such as `visits`; also the name for a legal hold. */
  name: string;
  rows: object[];
}

export class PersonExportDto {
  contactId: string;
  /** ISO 8601 UTC. */
  exportedAt: string;
  parts: PersonExportPartDto[];
}
