import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Text } from '../../kernel/problem.js';
import { User } from '../users/user.entity.js';
import type { ShownState } from './import.dto.js';
import type { Delimiter, ImportFormat } from '../register-files/import-file.js';
import type { Pass } from '../register-files/register-row.js';

/** `receiving` is never shown: the file is still coming in, or its sender went away and the sweep removes it. */
export type ImportState = 'receiving' | ShownState;

/** One uploaded file and how far its rows have come into the register. */
@Entity()
export class ImportRun {
  @PrimaryColumn('uuid')
  id: string;

  /** Counted up with everything that can be seen from outside, progress too. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  fileName: string;

  @Column('text')
  format: ImportFormat;

  @Column('text', { nullable: true })
  delimiter: Delimiter | null;

  /** For CSV: our field to the file's heading. */
  @Column('jsonb', { nullable: true })
  mapping: Record<string, string> | null;

  @Column('jsonb', { nullable: true })
  unmappedHeadings: string[] | null;

  @Column('text', { default: 'receiving' })
  state: ImportState;

  @Column('text', { default: 'companies' })
  pass: Pass;

  /** Rows of this pass that are committed; a run that was cut off goes on behind them. */
  @Column('integer', { default: 0 })
  rowsRead: number;

  /** Rows that the first pass left for the second. */
  @Column('integer', { default: 0 })
  workplaceRows: number;

  /** Size of the file as it was sent. */
  @Column('bigint', { default: 0 })
  bytesTotal: number;

  @Column('integer', { default: 0 })
  created: number;

  @Column('integer', { default: 0 })
  changed: number;

  @Column('integer', { default: 0 })
  unchanged: number;

  @Column('integer', { default: 0 })
  failed: number;

  @Column('jsonb', { nullable: true })
  failureReason: Text | null;

  /** Attempts in a row that committed nothing. */
  @Column('integer', { default: 0 })
  attempt: number;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  /** Until then the holder of the token works on it; while receiving, until then more is expected. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('uuid')
  startedBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'started_by' })
  starter?: User;

  @Column('uuid', { nullable: true })
  committedBy: string | null;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'committed_by' })
  committer?: User | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

/** A piece of the gzip-compressed file; the pieces in order are one gzip stream. Deleted when the run is over. */
@Entity()
export class ImportChunk {
  @PrimaryColumn('uuid')
  importId: string;

  @PrimaryColumn('integer')
  seq: number;

  @ManyToOne(() => ImportRun, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: ImportRun;

  @Column('bytea')
  data: Buffer;
}

/** A row that was not taken over, and why. */
@Entity()
export class ImportFailure {
  @PrimaryColumn('uuid')
  importId: string;

  /** 1 for the first record of the file; the headings of a CSV are not counted. */
  @PrimaryColumn('integer')
  rowNumber: number;

  @ManyToOne(() => ImportRun, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: ImportRun;

  @Column('text')
  pass: Pass;

  /** CVR or P-number of the row, when it could be read. */
  @Column('text', { nullable: true })
  key: string | null;

  @Column('text')
  field: string;

  @Column('text')
  code: string;

  @Column('text')
  detailDa: string;

  @Column('text')
  detailEn: string;
}
