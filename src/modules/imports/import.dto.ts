import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ListQuery } from '../../platform/http/list-query.js';
import { IMPORT_FORMATS, type ImportFormat } from '../register-files/import-file.js';
import { type Pass, PASSES } from '../register-files/register-row.js';

export const SHOWN_STATES = ['uploaded', 'previewed', 'committing', 'committed', 'failed', 'reverted'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

const ROW_STATES = ['failed'] as const;

export class ListImportRowsQuery extends ListQuery {
  /** Only rows that were not taken over are kept. */
  @IsOptional()
  @IsIn(ROW_STATES)
  state?: (typeof ROW_STATES)[number];
}

/** A sentence in both languages. */
export class BothLanguages {
  da: string;
  en: string;
}

export class ImportDto {
  id: string;
  version: number;
  fileName: string;
  @ApiProperty({ enum: IMPORT_FORMATS })
  format: ImportFormat;
  @ApiProperty({ enum: SHOWN_STATES })
  state: ShownState;
  /** Size of the file as it was sent. */
  bytes: number;
  /** For CSV: field to the heading it is read from. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  mapping: Record<string, string> | null;
  /** For CSV: headings that are not read, in file order. */
  unmappedHeadings: string[] | null;
  /** What is read now; a file is read once for companies and, when it holds any, once for workplaces. */
  @ApiProperty({ enum: PASSES })
  pass: Pass;
  /** Records of this pass that are done, those of the other kind too. */
  rowsRead: number;
  created: number;
  changed: number;
  unchanged: number;
  failed: number;
  /** In the state failed: why. */
  failureReason: BothLanguages | null;
  startedBy: string;
  committedBy: string | null;
  /** ISO 8601 UTC. */
  createdAt: string;
  finishedAt: string | null;
}

export class ImportPage {
  items: ImportDto[];
  nextCursor: string | null;
  count?: number;
}

/** A record of the file that was not taken over. */
export class ImportRowDto {
  /** 1 for the first record; the headings of a CSV are not counted. */
  rowNumber: number;
  @ApiProperty({ enum: PASSES })
  pass: Pass;
  /** Its CVR or P-number, when it could be read. */
  key: string | null;
  /** Empty when the record as a whole is the problem. */
  field: string;
  code: string;
  detail: BothLanguages;
}

export class ImportRowPage {
  items: ImportRowDto[];
  nextCursor: string | null;
  count?: number;
}

/** The columns of {@link ImportDto}, from `import_run i`. */
export const IMPORT_COLUMNS = `i.id, i.version, i.file_name AS "fileName", i.format, i.state, i.bytes_total AS bytes,
  i.mapping, i.unmapped_headings AS "unmappedHeadings", i.pass, i.rows_read AS "rowsRead", i.created, i.changed,
  i.unchanged, i.failed, i.failure_reason AS "failureReason", i.started_by AS "startedBy",
  i.committed_by AS "committedBy", i.created_at AS "createdAt", i.finished_at AS "finishedAt"`;

/** The columns of {@link ImportRowDto}, from `import_failure f`. */
export const IMPORT_ROW_COLUMNS = `f.row_number AS "rowNumber", f.pass, f.key, f.field, f.code,
  jsonb_build_object('da', f.detail_da, 'en', f.detail_en) AS detail`;
