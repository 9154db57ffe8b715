import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { localDateOf } from '../../kernel/local-date.js';
import { conflict, field, invalid, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TermsService } from '../terms/terms.service.js';
import { ActivitiesReader } from './activities.reader.js';
import type { ActivityDto, CreateActivityDto, UpdateActivityDto } from './activity.dto.js';
import { Activity } from './activity.entity.js';
import { nextActivityState } from './activity.rules.js';

@Injectable()
export class ActivitiesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly terms: TermsService,
    private readonly reader: ActivitiesReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateActivityDto): Promise<Once<ActivityDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'activity', userId: actor.userId, body },
        async (id) => {
          const { startsAt, endsAt, ownerId = actor.userId, ...rest } = body;
          checkPeriod(startsAt, endsAt);
          await this.terms.requireUsable(tx, 'activity_kind', body.kind, '/kind');
          await this.users.requireActive(tx, ownerId, '/ownerId');
          const after = { ...rest, ...periodOf(startsAt, endsAt), id, ownerId, createdBy: actor.userId };
          await tx.getRepository(Activity).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: Activity, id, companyId: null, after });
          return await this.reader.one(actor, id, tx);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateActivityDto): Promise<ActivityDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.forChange(actor, id, tx);
      const { startsAt, endsAt, ...rest } = changedOnly<UpdateActivityDto>(before, body);
      if (rest.kind !== undefined) await this.terms.requireUsable(tx, 'activity_kind', rest.kind, '/kind');
      if (rest.ownerId) await this.users.requireActive(tx, rest.ownerId, '/ownerId');
      const planned = { ...before, ...rest, startsAt: startsAt ?? before.startsAt, endsAt: endsAt ?? before.endsAt };
      checkPeriod(planned.startsAt, planned.endsAt);
      checkCapacity(planned);
      checkEvaluation(planned);
      if (startsAt) await this.checkBegun(tx, before, startsAt);
      const period = startsAt || endsAt ? periodOf(planned.startsAt, planned.endsAt) : {};
      return await this.write(tx, actor, before, version, 'update', { ...rest, ...period });
    });
  }

  /** Once it has begun. */
  async hold(actor: Actor, id: string, version: number | null): Promise<ActivityDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.forChange(actor, id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      const state = nextActivityState(before.state, 'hold');
      if (!state) throw alreadyHeld();
      if (new Date(before.startsAt) > this.clock.now()) {
        throw conflict('not-begun', 'Aktiviteten er ikke begyndt endnu.', 'The activity has not begun yet.');
      }
      return await this.write(tx, actor, before, before.version, 'hold', { state });
    });
  }

  async cancel(actor: Actor, id: string, version: number | null, reason: string): Promise<ActivityDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.forChange(actor, id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      const state = nextActivityState(before.state, 'cancel');
      if (!state) throw alreadyHeld();
      return await this.write(tx, actor, before, before.version, 'cancel', { state, cancelledReason: reason });
    });
  }

  private async write(
    tx: EntityManager,
    actor: Actor,
    before: ActivityDto,
    version: number,
    action: string,
    after: Partial<Activity>,
  ): Promise<ActivityDto> {
    const { id } = before;
    await updateVersioned(tx, Activity, id, version, after);
    await this.changes.record(tx, actor, { action, entity: Activity, id, companyId: null, before, after });
    return await this.reader.one(actor, id, tx);
  }

  /** What has been held has begun, and who came on a day came on it or before. */
  private async checkBegun(tx: EntityManager, before: ActivityDto, startsAt: string): Promise<void> {
    const start = new Date(startsAt);
    if (before.state === 'held' && start > this.clock.now()) {
      throw conflict(
        'held',
        'Aktiviteten er holdt og kan ikke begynde senere end nu.',
        'The activity is held and cannot begin later than now.',
        field('/startsAt', 'held', 'Ligger i fremtiden.', 'Lies in the future.'),
      );
    }
    if (localDateOf(start) <= this.clock.today()) return;
    const noted = await tx.query<unknown[]>(
      'SELECT 1 FROM activity_participation WHERE activity_id = $1 AND attended IS NOT NULL LIMIT 1',
      [before.id],
    );
    if (noted.length === 0) return;
    throw conflict(
      'attendance-noted',
      'Fremmøde er allerede noteret. Fjern det, før du flytter aktiviteten til en kommende dag.',
      'Attendance is noted already. Remove it before you move the activity to a day to come.',
      field('/startsAt', 'attendance-noted', 'Ligger efter i dag.', 'Lies after today.'),
    );
  }
}

function periodOf(startsAt: string, endsAt: string): Pick<Activity, 'startsAt' | 'startsOn' | 'endsAt'> {
  const start = new Date(startsAt);
  return { startsAt: start, startsOn: localDateOf(start), endsAt: new Date(endsAt) };
}

function checkPeriod(startsAt: string, endsAt: string): void {
  const years = { startsAt, endsAt };
  for (const [name, instant] of Object.entries(years)) {
    const year = new Date(instant).getUTCFullYear();
    if (year >= 2000 && year <= 2100) continue;
    throw invalid(
      field(`/${name}`, 'year', 'Året skal ligge mellem 2000 og 2100.', 'The year must lie between 2000 and 2100.'),
    );
  }
  if (new Date(endsAt) > new Date(startsAt)) return;
  throw invalid(field('/endsAt', 'end-before-start', 'Slutter før det begynder.', 'Ends before it begins.'));
}

function checkCapacity({ capacity, acceptedSeats }: Pick<ActivityDto, 'capacity' | 'acceptedSeats'>): void {
  if (capacity === null || capacity >= acceptedSeats) return;
  throw conflict(
    'capacity-taken',
    `Der er allerede sagt ja til ${acceptedSeats} pladser.`,
    `Companies have accepted ${acceptedSeats} seats already.`,
    field('/capacity', 'capacity-taken', `Mindst ${acceptedSeats}.`, `At least ${acceptedSeats}.`),
  );
}

function checkEvaluation(activity: Pick<ActivityDto, 'state' | 'evaluationText' | 'evaluationScore'>): void {
  const { state, evaluationText: text, evaluationScore: score } = activity;
  if (text === null && score === null) return;
  if (text === null || score === null) {
    const missing = text === null ? '/evaluationText' : '/evaluationScore';
    throw invalid(field(missing, 'evaluation-part', 'Skriv både tekst og karakter.', 'Give both text and score.'));
  }
  if (state === 'held') return;
  throw conflict(
    'not-held',
    'Aktiviteten kan først evalueres, når den er holdt.',
    'The activity can be evaluated once it is held.',
    field('/evaluationText', 'not-held', 'Aktiviteten er ikke holdt.', 'The activity is not held.'),
  );
}

function alreadyHeld() {
  return conflict('activity-held', 'Aktiviteten er allerede holdt.', 'The activity is held already.');
}
