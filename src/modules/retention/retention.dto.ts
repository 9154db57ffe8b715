import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Keepable } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/list-query.js';

export const RETENTION_KINDS = [
  'contact_left', 'contact_inactive', 'visit_note', 'import_failure', 'created_once', 'session',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export const RUN_STATES = ['running', 'done', 'cancelled', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

export class UpdateRetentionRuleDto {
  @Keepable()
  @IsInt()
  @Min(1)
  @Max(600)
  months?: number;

  @Keepable()
  @IsBoolean()
  enabled?: boolean;
}

export class ListRetentionRulesQuery extends ListQuery {
  @IsOptional()
  @IsIn(RETENTION_KINDS)
  kind?: RetentionKind;
}

export class RetentionRuleDto {
  id: string;
  version: number;
  /**
   * `contact_left`: has left all companies; `contact_inactive`: nothing has happened with the person; `visit_note`: the
   * text of a visit; `import_failure`: rows that an import refused; `created_once`: fingerprints of requests;
   * `session`: sessions that have ended.
   */
  @ApiProperty({ enum: RETENTION_KINDS })
  kind: RetentionKind;
  /** Calendar months, counted in Copenhagen. */
  months: number;
  enabled: boolean;
  /** The day the rule was last carried out. */
  lastRunOn: string | null;
}

export class RetentionRulePage {
  items: RetentionRuleDto[];
  nextCursor: string | null;
  count?: number;
}

export class DryRunItemDto {
  id: string;
  /** The name of a contact, the company of a note; null where a record has none. */
  name: string | null;
}

export class DryRunDto {
  /** How many the rule would take today. */
  count: number;
  /** The first hundred of them. */
  first: DryRunItemDto[];
}

export class RetentionRunDto {
  id: string;
  ruleId: string;
  @ApiProperty({ enum: RETENTION_KINDS })
  kind: RetentionKind;
  runOn: string;
  @ApiProperty({ enum: RUN_STATES })
  state: RunState;
  /** Records taken so far. */
  processed: number;
  startedAt: string;
  finishedAt: string | null;
}

export class ListRetentionRunsQuery extends ListQuery {
  @IsOptional()
  @IsIn(RUN_STATES)
  state?: RunState;
}

export class RetentionRunPage {
  items: RetentionRunDto[];
  nextCursor: string | null;
  count?: number;
}
