import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { SIZE_CLASSES, type SizeClass } from '../../kernel/size-class.js';
import { CommaList } from '../../platform/http/list-query.js';
import { LocalDate, Text } from '../../platform/http/fields.js';
import { PARTNER_KINDS, type PartnerKind } from '../companies/company.values.js';
import { ContactCheckDto } from '../contact-gate/contact-check.dto.js';
import { CompanyFilterQuery } from '../directory/company-filter.dto.js';
import { VISIT_KINDS, type VisitKind } from '../visits/visit.rules.js';
import { OUTREACH_STATES, type OutreachState } from './outreach.rules.js';

/** The same filters as for companies. */
export class OutreachQuery extends CompanyFilterQuery {
  /** Left out: overdue, due and never contacted. */
  @IsOptional()
  @CommaList()
  @IsIn(OUTREACH_STATES, { each: true })
  state?: OutreachState[];
}

export class ReasonDto {
  da: string;
  en: string;
}

export class OutreachRow {
  companyId: string;
  name: string;
  @ApiProperty({ enum: PARTNER_KINDS })
  partnerKind: PartnerKind;
  @ApiProperty({ enum: SIZE_CLASSES })
  sizeClass: SizeClass;
  district: string | null;
  consultantId: string | null;
  consultantName: string | null;
  /** Of a company that nobody looks after: whose turn it is, spread evenly over the consultants. */
  suggestedConsultantId: string | null;
  @ApiProperty({ enum: OUTREACH_STATES })
  state: OutreachState;
  nextContactOn: string | null;
  /** Overdue after this day. */
  latestOn: string | null;
  lastContactOn: string | null;
  @ApiProperty({ enum: VISIT_KINDS, nullable: true })
  lastContactKind: VisitKind | null;
  /** The last contact of any kind, also one that does not count. */
  lastAttemptOn: string | null;
  lastAttemptBy: string | null;
  reason: ReasonDto;
  /** Whether the company may be called about co-operation, and why. */
  mayContact: ContactCheckDto | null;
}

export class OutreachPage {
  items: OutreachRow[];
  nextCursor: string | null;
  count?: number;
}

export class PauseDto {
  /** First day on which the company may be contacted again. */
  @LocalDate()
  until: string;

  @Text(500)
  reason: string;

  /** Put off by a colleague, or asked for by the company. */
  @IsIn(['snoozed', 'declined'])
  kind: 'snoozed' | 'declined';
}
