import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { AuditReads } from '../audit/audit-reads.js';
import type { ListVisitsQuery, VisitDto, VisitPage } from './visit.dto.js';
import { VisitsReader } from './visits.reader.js';

/** Visits as people look at them: reading a note is logged as reading about the contacts who were there. */
@Injectable()
export class VisitLookups {
  constructor(
    private readonly reader: VisitsReader,
    private readonly reads: AuditReads,
  ) {}

  async one(actor: Actor, id: string): Promise<VisitDto> {
    const visit = await this.reader.one(actor, id);
    await this.record(actor, [visit], { subjectId: id, companyId: visit.companyId });
    return visit;
  }

  async list(actor: Actor, query: ListVisitsQuery): Promise<VisitPage> {
    const page = await this.reader.list(actor, query);
    await this.record(actor, page.items, { companyId: query.companyId ?? null });
    return page;
  }

  private async record(actor: Actor, visits: VisitDto[], what: { subjectId?: string; companyId: string | null }) {
    const readable = visits.filter(({ summary }) => summary !== null);
    if (readable.length === 0) return;
    const contactIds = readable.flatMap((visit) => visit.contactIds);
    const entry = { action: 'read', subjectType: 'Visit', purpose: 'visit-note', contactIds, ...what } as const;
    await this.reads.record(actor, entry);
  }
}
