import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { LocalDate } from '../../platform/http/fields.js';
import { Flag, ListQuery } from '../../platform/http/list-query.js';
import { AUDIT_PURPOSES, type AuditPurpose } from './audit-words.js';

export const AUDIT_SUBJECTS = [
  'Company', 'Workplace', 'Contact', 'Task', 'Need', 'Playbook', 'PlaybookStart', 'VisitQuestion',
  'Agreement', 'Activity', 'ActivityParticipation', 'Network', 'NetworkMembership', 'NetworkMeeting',
  'Introduction', 'Material', 'MaterialDelivery', 'LabelRound', 'LabelApplication', 'Target',
  'TargetProgress', 'BenchmarkSheet', 'Pledge', 'PledgeFulfilment', 'Visit', 'VisitAmendment', 'Term',
  'Settings', 'User', 'Team', 'ImportRun', 'Reminder', 'Cadence', 'Consent', 'ContactBasis', 'AuditEvent',
  'AuditBatch', 'ApiToken', 'OneTimeLink', 'PrivacyRequest', 'RetentionRule', 'RetentionRun', 'ReminderRule',
  'TaskSeries', 'CalendarFeed', 'ContactRefusal',
] as const;

export class ListAuditQuery extends ListQuery {
  @IsOptional()
  @IsIn(AUDIT_SUBJECTS)
  subjectType?: (typeof AUDIT_SUBJECTS)[number];

  @IsOptional()
  @IsUUID()
  subjectId?: string;

  @IsOptional()
  @IsUUID()
  companyId?: string;

  @IsOptional()
  @IsUUID()
  contactId?: string;

  @IsOptional()
  @IsUUID()
  actorId?: string;

  /** Such as `create`, `update`, `read`, `search`. */
  @IsOptional()
  @Matches(/^[a-z][a-z_-]{0,39}$/)
  action?: string;

  @IsOptional()
  @IsIn(['changes', 'reads'])
  kind?: 'changes' | 'reads';

  /** First day in Europe/Copenhagen. */
  @IsOptional()
  @LocalDate()
  from?: string;

  /** The day after the last. */
  @IsOptional()
  @LocalDate()
  to?: string;
}

/** One change or look-up: who did what to which record. */
export class AuditEventDto {
  id: string;
  @ApiProperty({ enum: ['change', 'read'] })
  kind: 'change' | 'read';
  /** ISO 8601 UTC. */
  at: string;
  /** null: the program itself. */
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  companyId: string | null;
  /** What a look-up was for; null for a change. */
  @ApiProperty({ enum: Object.keys(AUDIT_PURPOSES), nullable: true })
  purpose: AuditPurpose | null;
  contactIds: string[];
  /** The properties before the change, without personal ones. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /**
   * Before and after of personal properties, or what was searched for; null where there are none, or no longer, and
   * for the notes of visits, which are read where they stand.
   */
  personal: Record<string, unknown> | null;
}

export class AuditPage {
  items: AuditEventDto[];
  nextCursor: string | null;
  count?: number;
}

export class PersonLogQuery extends ListQuery {
  /** csv: everything in one file, whatever the page. */
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  /** true: with the employee of each act; administrators only, for when the person's rights need it. */
  @IsOptional()
  @Flag()
  @IsBoolean()
  withActors?: boolean;
}

/** One look-up or change that concerned a person. */
export class PersonLogEntry {
  /** ISO 8601 UTC. */
  at: string;
  action: string;
  subjectType: string;
  @ApiProperty({ enum: Object.keys(AUDIT_PURPOSES), nullable: true })
  purpose: AuditPurpose | null;
  purposeDa: string;
  purposeEn: string;
  /** Only with `?withActors=true`. */
  actorId?: string | null;
}

export class PersonLogPage {
  items: PersonLogEntry[];
  nextCursor: string | null;
  count?: number;
}
