import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict, notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { ActivityDto, ActivityPage, ListActivitiesQuery } from './activity.dto.js';
import type { ListParticipationsQuery, ParticipationDto, ParticipationPage } from './participation.dto.js';

const COLUMNS = `a.id, a.version, a.kind, a.theme, a.title, a.description, a.starts_at AS "startsAt",
  a.starts_on AS "startsOn", a.ends_at AS "endsAt", a.place, a.capacity, a.owner_id AS "ownerId",
  u.name AS "ownerName", a.shared_with_members AS "sharedWithMembers", a.state,
  a.cancelled_reason AS "cancelledReason", n."invitedCount", n."acceptedSeats", n."declinedCount", n."attendedCount",
  a.capacity - n."acceptedSeats" AS "seatsLeft"`;
const EVALUATION = 'a.evaluation_text AS "evaluationText", a.evaluation_score AS "evaluationScore"';
const NO_EVALUATION = 'NULL::text AS "evaluationText", NULL::integer AS "evaluationScore"';
const FROM = `activity a JOIN app_user u ON u.id = a.owner_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS "invitedCount",
      coalesce(sum(p.seats) FILTER (WHERE p.answer = 'accepted'), 0) AS "acceptedSeats",
      count(*) FILTER (WHERE p.answer = 'declined') AS "declinedCount",
      count(*) FILTER (WHERE p.attended) AS "attendedCount"
    FROM activity_participation p WHERE p.activity_id = a.id) n`;

const PARTICIPATION = `p.id, p.version, p.activity_id AS "activityId", p.company_id AS "companyId",
  c.name AS "companyName", p.seats, p.invited_at AS "invitedAt", p.answer, p.answered_at AS "answeredAt", p.attended,
  p.attendees`;
const INTERNAL = 'p.contact_id AS "contactId", p.note';
const NO_INTERNAL = 'NULL::uuid AS "contactId", NULL::text AS note';
const PARTICIPATION_FROM = 'activity_participation p JOIN company c ON c.id = p.company_id';

/** A member sees the shared activities with their counts, and of the participations only the own company's, without our note. */
@Injectable()
export class ActivitiesReader {
  constructor(private readonly db: DataSource) {}

  async one(actor: Actor, id: string, db: Queryable = this.db): Promise<ActivityDto> {
    const [activity] = await db.query<ActivityDto[]>(
      `SELECT ${columns(actor)} FROM ${FROM} WHERE a.id = $1 AND ($2::uuid IS NULL OR a.shared_with_members)`,
      [id, actor.onlyCompanyId],
    );
    if (!activity) throw notFound();
    return activity;
  }

  /**
   * For a change of the activity or of a participation: as it stands, with the row locked until the transaction ends,
   * so that its counts stay true. Throws 409 when it is cancelled, because then nothing changes any more.
   */
  async forChange(actor: Actor, id: string, tx: EntityManager): Promise<ActivityDto> {
    await tx.query('SELECT 1 FROM activity WHERE id = $1 FOR NO KEY UPDATE', [id]);
    const activity = await this.one(actor, id, tx);
    if (activity.state !== 'cancelled') return activity;
    throw conflict('activity-cancelled', 'Aktiviteten er aflyst.', 'The activity is cancelled.');
  }

  /** The one that begins first comes first. */
  async list(actor: Actor, query: ListActivitiesQuery): Promise<ActivityPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (actor.onlyCompanyId) where.push('a.shared_with_members');
    if (query.kind) where.push(`a.kind = ${parameters.add(query.kind)}`);
    if (query.theme) where.push(`a.theme = ${parameters.add(query.theme)}`);
    if (query.state) where.push(`a.state = ${parameters.add(query.state)}`);
    if (query.from) where.push(`a.starts_on >= ${parameters.add(query.from)}`);
    if (query.to) where.push(`a.starts_on < ${parameters.add(query.to)}`);
    if (query.companyId) {
      const own = onlyOwn(actor, parameters);
      const company = parameters.add(query.companyId);
      where.push(
        `EXISTS (SELECT 1 FROM activity_participation p
                 WHERE p.activity_id = a.id AND p.company_id = ${company} AND ${own})`,
      );
    }
    return await keysetPage(this.db, {
      columns: columns(actor),
      from: FROM,
      where,
      parameters,
      id: 'a.id',
      sort: { expression: 'a.starts_at', type: 'timestamptz' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async participation(
    actor: Actor,
    activityId: string,
    companyId: string,
    db: Queryable = this.db,
  ): Promise<ParticipationDto> {
    const [participation] = await db.query<ParticipationDto[]>(
      `SELECT ${participationColumns(actor)} FROM ${PARTICIPATION_FROM} JOIN activity a ON a.id = p.activity_id
       WHERE p.activity_id = $1 AND p.company_id = $2
         AND ($3::uuid IS NULL OR (p.company_id = $3 AND a.shared_with_members))`,
      [activityId, companyId, actor.onlyCompanyId],
    );
    if (!participation) throw notFound();
    return participation;
  }

  /** By the name of the company; 404 when the activity itself is out of sight. */
  async participations(actor: Actor, activityId: string, query: ListParticipationsQuery): Promise<ParticipationPage> {
    await this.one(actor, activityId);
    const parameters = new Parameters();
    const where = [`p.activity_id = ${parameters.add(activityId)}`, onlyOwn(actor, parameters)];
    if (query.answer) where.push(`p.answer = ${parameters.add(query.answer)}`);
    return await keysetPage(this.db, {
      columns: participationColumns(actor),
      from: PARTICIPATION_FROM,
      where,
      parameters,
      id: 'p.id',
      sort: { expression: 'c.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}

function columns(actor: Actor): string {
  return `${COLUMNS}, ${actor.onlyCompanyId ? NO_EVALUATION : EVALUATION}`;
}

function participationColumns(actor: Actor): string {
  return `${PARTICIPATION}, ${actor.onlyCompanyId ? NO_INTERNAL : INTERNAL}`;
}

/** Whether the actor may see the participation `p`: an SQL condition. */
function onlyOwn(actor: Actor, parameters: Parameters): string {
  const own = parameters.add(actor.onlyCompanyId);
  return `(${own}::uuid IS NULL OR p.company_id = ${own})`;
}
