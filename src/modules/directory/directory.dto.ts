import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { NoCprNumberSearched } from '../../platform/http/fields.js';
import { CompanyDto } from '../companies/company.dto.js';

export class CompanyPage {
  items: CompanyDto[];
  nextCursor: string | null;
  count?: number;
}

export class SearchQuery {
  /** At least two characters: a name, a CVR number, a P-number, a phone number. */
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  @NoCprNumberSearched()
  q: string;
}

export const SEARCH_TYPES = ['company', 'workplace', 'contact'] as const;

export class SearchHit {
  @ApiProperty({ enum: SEARCH_TYPES })
  type: (typeof SEARCH_TYPES)[number];
  id: string;
  title: string;
  /** What tells two of the same name apart: number and place, or the company. */
  subtitle: string;
  /** The company to open. */
  companyId: string | null;
}

export class SearchResult {
  items: SearchHit[];
}

export const TIMELINE_TYPES = [
  'visit', 'task', 'need', 'pledge', 'fulfilment', 'agreement', 'activity',
] as const;

export class TimelineEntry {
  id: string;
  @ApiProperty({ enum: TIMELINE_TYPES })
  type: (typeof TIMELINE_TYPES)[number];
  /** When it happened, or was written down where it has no day of its own. */
  at: string;
  /** The kind of visit, state of the task or need, category of the pledge, kind of the agreement. */
  code: string;
  /** null when the note is restricted and you may not read it. */
  text: string | null;
  /** Of a visit; of an activity: attended, or the answer to the invitation. */
  outcome: string | null;
  quantity: number | null;
  authorName: string;
}

export class TimelinePage {
  items: TimelineEntry[];
  nextCursor: string | null;
  count?: number;
}
