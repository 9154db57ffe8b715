import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addDays, addMonths, TIME_ZONE } from '../../kernel/local-date.js';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { ListQuery } from '../../platform/http/list-query.js';
import type {
  ListMembershipsQuery, ListNetworksQuery, MeetingDto, MeetingPage, MembershipDto, MembershipPage, NetworkDto,
  NetworkPage,
} from './network.dto.js';
import { networkHealth } from './network.rules.js';

/** How many members a network has on a day: both are SQL expressions. */
const membersOn = (networkId: string, day: string) =>
  `(SELECT count(*)::int FROM network_membership s
    WHERE s.network_id = ${networkId} AND daterange(s.joined_on, s.left_on) @> ${day})`;

const participantsOf = (meetingId: string) =>
  `(SELECT count(*)::int FROM network_meeting_participant p WHERE p.meeting_id = ${meetingId})`;

const NETWORK_COLUMNS = `n.id, n.version, n.name, n.purpose, n.kind, n.owner_id AS "ownerId", u.name AS "ownerName",
  n.ended_on AS "endedOn", (n.created_at AT TIME ZONE '${TIME_ZONE}')::date AS "createdOn",
  ${membersOn('n.id', 'day.today')} AS members, last.held_on AS "lastMeetingOn",
  (SELECT count(*)::int FROM network_meeting m WHERE m.network_id = n.id AND m.held_on >= day.year_ago)
    AS "meetingsInTwelveMonths",
  ${participantsOf('last.id')} AS present, ${membersOn('n.id', 'last.held_on')} AS "membersThen"`;

const MEMBERSHIP_COLUMNS = `s.id, s.version, s.network_id AS "networkId", s.company_id AS "companyId",
  c.name AS "companyName", c.partner_kind AS "partnerKind", s.joined_on AS "joinedOn", s.left_on AS "leftOn"`;
const MEMBERSHIP_FROM = 'network_membership s JOIN company c ON c.id = s.company_id';

const MEETING_COLUMNS = `m.id, m.network_id AS "networkId", m.held_on AS "heldOn", m.title, m.note,
  ${membersOn('m.network_id', 'm.held_on')} AS members,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('companyId', c.id, 'companyName', c.name)
     ORDER BY c.name COLLATE "da-x-icu", c.id), '[]')
   FROM network_meeting_participant p JOIN company c ON c.id = p.company_id WHERE p.meeting_id = m.id) AS participants`;

type NetworkRow = Omit<NetworkDto, 'attendanceShare' | 'health'> & { present: number; membersThen: number };

@Injectable()
export class NetworksReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async one(id: string, db: Queryable = this.db): Promise<NetworkDto> {
    const parameters = new Parameters();
    const from = this.networks(parameters);
    const where = `n.id = ${parameters.add(id)}`;
    const sql = `SELECT ${NETWORK_COLUMNS} FROM ${from} WHERE ${where}`;
    const [row] = await db.query<NetworkRow[]>(sql, parameters.values);
    if (!row) throw notFound();
    return this.withHealth(row);
  }

  /** By name. */
  async list(query: ListNetworksQuery): Promise<NetworkPage> {
    const parameters = new Parameters();
    const from = this.networks(parameters);
    const where: string[] = [];
    if (query.companyId) {
      const company = parameters.add(query.companyId);
      where.push(`EXISTS (SELECT 1 FROM network_membership s WHERE s.network_id = n.id AND s.company_id = ${company}
        AND daterange(s.joined_on, s.left_on) @> day.today)`);
    }
    if (query.ownerId) where.push(`n.owner_id = ${parameters.add(query.ownerId)}`);
    if (query.kind) where.push(`n.kind = ${parameters.add(query.kind)}`);
    if (query.ended !== undefined) {
      where.push(`coalesce(n.ended_on <= day.today, false) = ${parameters.add(query.ended)}::boolean`);
    }
    const page = await keysetPage<NetworkRow>(this.db, {
      columns: NETWORK_COLUMNS,
      from,
      where,
      parameters,
      id: 'n.id',
      sort: { expression: 'n.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((row) => this.withHealth(row)) };
  }

  async membership(networkId: string, id: string, db: Queryable = this.db): Promise<MembershipDto> {
    const [row] = await db.query<MembershipDto[]>(
      `SELECT ${MEMBERSHIP_COLUMNS} FROM ${MEMBERSHIP_FROM} WHERE s.network_id = $1 AND s.id = $2`,
      [networkId, id],
    );
    if (!row) throw notFound();
    return row;
  }

  /** By name; those who left stay in the list. */
  async memberships(networkId: string, query: ListMembershipsQuery): Promise<MembershipPage> {
    await this.one(networkId);
    const parameters = new Parameters();
    const where = [`s.network_id = ${parameters.add(networkId)}`];
    if (query.current !== undefined) {
      const today = parameters.add(this.clock.today());
      const current = parameters.add(query.current);
      where.push(`(daterange(s.joined_on, s.left_on) @> ${today}::date) = ${current}::boolean`);
    }
    return await keysetPage(this.db, {
      columns: MEMBERSHIP_COLUMNS,
      from: MEMBERSHIP_FROM,
      where,
      parameters,
      id: 's.id',
      sort: { expression: 'c.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async meeting(id: string, db: Queryable = this.db): Promise<MeetingDto> {
    const sql = `SELECT ${MEETING_COLUMNS} FROM network_meeting m WHERE m.id = $1`;
    const [row] = await db.query<MeetingDto[]>(sql, [id]);
    if (!row) throw notFound();
    return row;
  }

  /** The latest first. */
  async meetings(networkId: string, query: ListQuery): Promise<MeetingPage> {
    await this.one(networkId);
    const parameters = new Parameters();
    return await keysetPage(this.db, {
      columns: MEETING_COLUMNS,
      from: 'network_meeting m',
      where: [`m.network_id = ${parameters.add(networkId)}`],
      parameters,
      id: 'm.id',
      sort: { expression: 'm.held_on', type: 'date', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  /** FROM with the owner, the last meeting and the days that count as now. */
  private networks(parameters: Parameters): string {
    const today = this.clock.today();
    const yearAgo = parameters.add(addMonths(addDays(today, 1), -12));
    return `network n JOIN app_user u ON u.id = n.owner_id
      CROSS JOIN (SELECT ${parameters.add(today)}::date AS today, ${yearAgo}::date AS year_ago) day
      LEFT JOIN LATERAL (SELECT m.id, m.held_on FROM network_meeting m WHERE m.network_id = n.id
        ORDER BY m.held_on DESC, m.created_at DESC, m.id DESC LIMIT 1) last ON true`;
  }

  private withHealth({ present, membersThen, ...row }: NetworkRow): NetworkDto {
    const today = this.clock.today();
    const attendanceShare = membersThen > 0 ? present / membersThen : null;
    const ended = row.endedOn !== null && row.endedOn <= today;
    return { ...row, attendanceShare, health: ended ? null : networkHealth({ ...row, attendanceShare }, today) };
  }
}
