import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { Contact } from '../contacts/contact.entity.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { PersonFinder } from './person-finder.js';
import type { PersonExportDto } from './privacy.dto.js';

/** Everything kept about one contact, for the person's right of access (GDPR art. 15). */
@Injectable()
export class PersonExport {
  constructor(
    private readonly db: DataSource,
    private readonly holders: PersonHolders,
    private readonly finder: PersonFinder,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Also noted in the log of changes. Throws 404 for a contact who is unknown or erased. */
  async of(actor: Actor, contactId: string): Promise<PersonExportDto> {
    return await this.db.transaction(async (tx) => {
      const person = await this.finder.find(tx, contactId);
      const parts: PersonExportDto['parts'] = [];
      for (const holder of this.holders.all()) {
        parts.push({ name: holder.name, rows: [...(await holder.collect(tx, person))] });
      }
      await this.audit.record(tx, actor, { action: 'export', entity: Contact, id: contactId, companyId: null });
      return { contactId, exportedAt: this.clock.now().toISOString(), parts: parts.filter(({ rows }) => rows.length > 0) };
    });
  }
}
