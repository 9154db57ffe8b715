import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { ActivitiesReader } from '../activities/activities.reader.js';
import { AgreementsReader } from '../agreements/agreements.reader.js';
import { PledgesReader } from '../pledges/pledges.reader.js';
import type { SeenDto } from './access.dto.js';
import { COUNT_ONLY } from './seen-work.js';

/** How much a user sees of what companies promise and take part in, as the lists themselves count it. */
@Injectable()
export class SeenPartnership {
  constructor(
    private readonly agreements: AgreementsReader,
    private readonly pledges: PledgesReader,
    private readonly activities: ActivitiesReader,
  ) {}

  async of(actor: Actor): Promise<SeenDto[]> {
    const { permissions } = actor;
    const [agreements, pledges, activities] = await Promise.all([
      permissions.has('agreements:read') ? this.agreements.list(actor, COUNT_ONLY) : null,
      permissions.has('pledges:read') ? this.pledges.list(actor, COUNT_ONLY) : null,
      permissions.has('activities:read') ? this.activities.list(actor, COUNT_ONLY) : null,
    ]);
    return [
      { kind: 'agreement', count: agreements?.count ?? 0 },
      { kind: 'pledge', count: pledges?.count ?? 0 },
      { kind: 'activity', count: activities?.count ?? 0 },
    ];
  }
}
