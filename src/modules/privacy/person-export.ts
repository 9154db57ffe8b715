import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditReader } from '../audit/audit.reader.js';
import { AuditReads } from '../audit/audit-reads.js';
import { PersonHolders } from '../contacts/person-holders.js';
import { PersonFinder } from './person-finder.js';
import type { PersonExportDto } from './privacy.dto.js';

/** The latest ones; the log itself answers the rest. */
const MOST_LOOK_UPS = 10_000;

/** Everything kept about one contact, for the person's right of access (GDPR art. 15). */
@Injectable()
export class PersonExport {
  constructor(
    private readonly db: DataSource,
    private readonly holders: PersonHolders,
    private readonly finder: PersonFinder,
    private readonly reads: AuditReads,
    private readonly log: AuditReader,
    private readonly clock: Clock,
  ) {}

  /** Also noted in the log, whose look-ups are a part of it. Throws 404 for a contact who is unknown or erased. */
  async of(actor: Actor, contactId: string): Promise<PersonExportDto> {
    const parts = await this.db.transaction(async (tx) => {
      const person = await this.finder.find(tx, contactId);
      const found: PersonExportDto['parts'] = [];
      for (const holder of this.holders.all()) {
        found.push({ name: holder.name, rows: [...(await holder.collect(tx, person))] });
      }
      return found;
    });
    await this.reads.record(actor, {
      action: 'export', subjectType: 'Contact', subjectId: contactId, purpose: 'access-request',
      contactIds: [contactId],
    });
    const { items } = await this.log.aboutPerson(actor, contactId, { limit: MOST_LOOK_UPS });
    const rows = items.map(({ at, action, subjectType, purposeDa }) => ({ at, action, subjectType, purposeDa }));
    const exportedAt = this.clock.now().toISOString();
    return { contactId, exportedAt, parts: [...parts, { name: 'lookUps', rows }].filter((one) => one.rows.length > 0) };
  }
}
