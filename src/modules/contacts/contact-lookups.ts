import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { AuditReads } from '../audit/audit-reads.js';
import type { ContactDto, ContactPage, ListContactsQuery } from './contact.dto.js';
import { ContactsReader } from './contacts.reader.js';

/** Contacts as people look at them: every answer is written to the log first. */
@Injectable()
export class ContactLookups {
  constructor(
    private readonly reader: ContactsReader,
    private readonly reads: AuditReads,
  ) {}

  async one(actor: Actor, id: string): Promise<ContactDto> {
    const contact = await this.reader.one(id);
    const companyId = contact.companies[0]?.companyId ?? null;
    await this.reads.record(actor, {
      action: 'read', subjectType: 'Contact', subjectId: id, companyId, purpose: 'contact-work', contactIds: [id],
    });
    return contact;
  }

  /** A search is logged even when it finds nobody, a list only when it shows somebody. */
  async list(actor: Actor, query: ListContactsQuery): Promise<ContactPage> {
    const page = await this.reader.list(query);
    if (query.q === undefined && page.items.length === 0) return page;
    await this.reads.record(actor, {
      action: query.q === undefined ? 'read' : 'search',
      subjectType: 'Contact',
      companyId: query.companyId ?? null,
      purpose: 'contact-work',
      contactIds: page.items.map(({ id }) => id),
      criteria: query.q === undefined ? null : { q: query.q },
    });
    return page;
  }
}
