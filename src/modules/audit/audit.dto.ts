import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../platform/http/list-query.js';

export const AUDIT_SUBJECTS = [
  'Company', 'Workplace', 'Contact', 'Task', 'Need', 'Playbook', 'PlaybookStart', 'VisitQuestion',
  'Agreement', 'Activity', 'ActivityParticipation', 'Network', 'NetworkMembership', 'NetworkMeeting',
  'Introduction', 'Material', 'MaterialDelivery', 'LabelRound', 'LabelApplication', 'Target',
  'TargetProgress', 'BenchmarkSheet', 'Pledge', 'PledgeFulfilment', 'Visit', 'VisitAmendment', 'Term',
  'Settings', 'User', 'Team', 'ImportRun', 'Reminder', 'Cadence', 'Consent', 'ContactBasis',
  'ReminderRule', 'TaskSeries',
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
  actorId?: string;
}

/** One change: who did what to which record, newest first. */
export class AuditEventDto {
  id: string;
  /** ISO 8601 UTC. */
  at: string;
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  companyId: string | null;
  /** The properties before the change, without personal ones. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export class AuditPage {
  items: AuditEventDto[];
  nextCursor: string | null;
  count?: number;
}
