import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { ContactsReader } from '../contacts/contacts.reader.js';
import { DirectoryReader } from '../directory/directory.reader.js';
import { TasksReader } from '../tasks/tasks.reader.js';
import { VisitsReader } from '../visits/visits.reader.js';
import type { RestrictedNotesDto, SeenDto } from './access.dto.js';

/** Asks a list for nothing but how long it is. */
export const COUNT_ONLY = { limit: 1, count: true } as const;

/** How much a user sees of companies and daily work, as the lists themselves count it. */
@Injectable()
export class SeenWork {
  constructor(
    private readonly companies: DirectoryReader,
    private readonly contacts: ContactsReader,
    private readonly visits: VisitsReader,
    private readonly tasks: TasksReader,
  ) {}

  async of(actor: Actor): Promise<SeenDto[]> {
    const { permissions } = actor;
    const [companies, contacts, visits, tasks] = await Promise.all([
      permissions.has('companies:read') ? this.companies.companies(actor, COUNT_ONLY) : null,
      permissions.has('contacts:read') ? this.contacts.list(COUNT_ONLY) : null,
      permissions.has('visits:read') ? this.visits.list(actor, COUNT_ONLY) : null,
      permissions.has('tasks:read') ? this.tasks.list(COUNT_ONLY) : null,
    ]);
    return [
      { kind: 'company', count: companies?.count ?? 0 },
      { kind: 'contact', count: contacts?.count ?? 0 },
      { kind: 'visit', count: visits?.count ?? 0 },
      { kind: 'task', count: tasks?.count ?? 0 },
    ];
  }

  /** Of the visits that the actor sees. */
  async restrictedNotes(actor: Actor): Promise<RestrictedNotesDto> {
    if (!actor.permissions.has('visits:read')) return { readable: 0, hidden: 0 };
    return await this.visits.restricted(actor);
  }
}
