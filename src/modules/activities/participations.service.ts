import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { ContactGate } from '../contact-gate/contact-gate.js';
import { ActivitiesReader } from './activities.reader.js';
import type { ActivityDto } from './activity.dto.js';
import { ActivityParticipation } from './activity.entity.js';
import { attendanceAfter, seatsOpenTo } from './activity.rules.js';
import type { InviteCompaniesDto, InvitedDto, ParticipationDto, UpdateParticipationDto } from './participation.dto.js';

@Injectable()
export class ParticipationsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly reader: ActivitiesReader,
    private readonly changes: CompanyChanges,
    private readonly gate: ContactGate,
  ) {}

  /**
   * Companies that are there already are skipped: sending the same list again changes nothing. Throws 422 that names
   * each company that may not be invited; who comes without invitation is only noted.
   */
  async invite(actor: Actor, activityId: string, body: InviteCompaniesDto): Promise<InvitedDto> {
    const { companyIds, walkIn, channel = 'phone' } = body;
    return await this.db.transaction(async (tx) => {
      const activity = await this.reader.forChange(actor, activityId, tx);
      if (walkIn) this.requireDay(activity, '/walkIn');
      const known = await companiesAt(tx, activityId);
      const fresh = companyIds
        .map((id, index) => ({ companyId: id.toLowerCase(), pointer: `/companyIds/${index}` }))
        .filter(({ companyId }) => !known.has(companyId));
      if (!walkIn) await this.gate.requireAll(tx, actor, fresh, { channel, purpose: 'event_invitation' });
      let invited = 0;
      for (const { companyId, pointer } of fresh) {
        if (known.has(companyId)) continue;
        await this.companies.require(actor, companyId, pointer, tx);
        await this.insert(tx, actor, { activityId, companyId, ...(walkIn && { attended: true, attendees: 1 }) });
        known.add(companyId);
        invited += 1;
      }
      if (invited > 0) await countUp(tx, activityId);
      return { invited, already: companyIds.length - invited };
    });
  }

  async update(
    actor: Actor,
    { activityId, companyId, version }: { activityId: string; companyId: string; version: number },
    body: UpdateParticipationDto,
  ): Promise<ParticipationDto> {
    return await this.db.transaction(async (tx) => {
      const activity = await this.reader.forChange(actor, activityId, tx);
      const before = await this.reader.participation(actor, activityId, companyId, tx);
      const { answer, seats } = { ...before, ...changedOnly<UpdateParticipationDto>(before, body) };
      const attendance = attendanceAfter(before, body, seats);
      if (!attendance) {
        throw invalid(field('/attendees', 'not-attended', 'Virksomheden kom ikke.', 'The company did not come.'));
      }
      const changed = changedOnly<UpdateParticipationDto>(before, { ...body, ...attendance });
      if (changed.attended !== undefined || changed.attendees) this.requireDay(activity, '/attended');
      if (changed.contactId) await requireContact(tx, changed.contactId, before.companyId);
      const open = seatsOpenTo(before, activity.seatsLeft);
      if (answer === 'accepted' && open !== null && seats > open) {
        throw full(open, changed.answer ? '/answer' : '/seats');
      }
      const after = { ...changed, ...(changed.answer && { answeredAt: answer === 'none' ? null : this.clock.now() }) };
      await updateVersioned<ActivityParticipation>(tx, ActivityParticipation, before.id, version, after);
      await countUp(tx, activityId);
      const entry = { action: 'update', entity: ActivityParticipation, id: before.id, companyId, before, after };
      await this.changes.record(tx, actor, entry);
      return await this.reader.participation(actor, activityId, companyId, tx);
    });
  }

  private async insert(tx: EntityManager, actor: Actor, participation: NewParticipation): Promise<void> {
    const [id, invitedAt] = [randomUUIDv7(), this.clock.now()];
    const after = { ...participation, id, invitedAt, createdBy: actor.userId };
    const { companyId } = participation;
    await tx.getRepository(ActivityParticipation).insert(after);
    await this.changes.record(tx, actor, { action: 'create', entity: ActivityParticipation, id, companyId, after });
  }

  /** Throws 409 before the day of the activity. */
  private requireDay(activity: ActivityDto, pointer: string): void {
    if (this.clock.today() >= activity.startsOn) return;
    throw conflict(
      'too-early',
      'Fremmøde kan først noteres fra den dag, aktiviteten begynder.',
      'Attendance can be noted from the day on which the activity begins.',
      field(pointer, 'too-early', 'Dagen er ikke kommet.', 'The day has not come.'),
    );
  }
}

type NewParticipation = Pick<ActivityParticipation, 'activityId' | 'companyId'> & Partial<ActivityParticipation>;

async function companiesAt(tx: EntityManager, activityId: string): Promise<Set<string>> {
  const rows = await tx.query<{ companyId: string }[]>(
    'SELECT company_id AS "companyId" FROM activity_participation WHERE activity_id = $1',
    [activityId],
  );
  return new Set(rows.map(({ companyId }) => companyId));
}

/** The activity's own answer carries the counts of its participations, so its ETag must change with them. */
async function countUp(tx: EntityManager, activityId: string): Promise<void> {
  await tx.query('UPDATE activity SET version = version + 1 WHERE id = $1', [activityId]);
}

async function requireContact(tx: EntityManager, contactId: string, companyId: string): Promise<void> {
  const known = await tx.query<unknown[]>('SELECT 1 FROM contact_role WHERE contact_id = $1 AND company_id = $2', [
    contactId,
    companyId,
  ]);
  if (known.length > 0) return;
  throw invalid(
    field('/contactId', 'contact-unknown', 'Er ikke kontaktperson i virksomheden.', 'Is not a contact at the company.'),
  );
}

function full(left: number, pointer: string) {
  const da = left === 0 ? 'Der er ingen pladser tilbage.' : `Antal pladser tilbage: ${left}.`;
  const en = left === 0 ? 'There is no seat left.' : `Seats left: ${left}.`;
  return conflict('full', da, en, field(pointer, 'full', da, en));
}
