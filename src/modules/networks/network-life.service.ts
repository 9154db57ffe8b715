import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type {
  CreateMeetingDto, CreateMembershipDto, MeetingDto, MembershipDto, NetworkDto, UpdateMembershipDto,
} from './network.dto.js';
import { NetworkMeeting, NetworkMeetingParticipant, NetworkMembership } from './network.entity.js';
import { NetworksReader } from './networks.reader.js';

/** Who belongs to a network, and when they met. */
@Injectable()
export class NetworkLifeService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly reader: NetworksReader,
    private readonly changes: CompanyChanges,
  ) {}

  async join(actor: Actor, networkId: string, body: CreateMembershipDto): Promise<Once<MembershipDto>> {
    return await this.db.transaction(async (tx) => {
      await this.reader.one(networkId, tx);
      return await createOnce(
        tx,
        { kind: `membership of ${networkId}`, userId: actor.userId, body },
        async (id) => {
          const network = await this.touch(tx, networkId);
          const { companyId, leftOn = null } = body;
          await this.companies.require(actor, companyId, '/companyId', tx);
          const after = { ...body, id, networkId, leftOn, createdBy: actor.userId };
          await checkPeriod(tx, network, after);
          await tx.getRepository(NetworkMembership).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: NetworkMembership, id, companyId, after });
          return await this.reader.membership(networkId, id, tx);
        },
        async (id) => await this.reader.membership(networkId, id, tx),
      );
    });
  }

  /** Ends a membership, takes the end back, or corrects its days. */
  async changeMembership(
    actor: Actor,
    networkId: string,
    id: string,
    version: number,
    body: UpdateMembershipDto,
  ): Promise<MembershipDto> {
    return await this.db.transaction(async (tx) => {
      const network = await this.touch(tx, networkId);
      const before = await this.reader.membership(networkId, id, tx);
      const after = changedOnly<UpdateMembershipDto>(before, body);
      await checkPeriod(tx, network, { ...before, ...after });
      await updateVersioned<NetworkMembership>(tx, NetworkMembership, id, version, after);
      const { companyId } = before;
      await refuseForgottenMeeting(tx, networkId, companyId);
      const entry = { action: 'update', entity: NetworkMembership, id, companyId, before, after };
      await this.changes.record(tx, actor, entry);
      return await this.reader.membership(networkId, id, tx);
    });
  }

  async meet(actor: Actor, networkId: string, body: CreateMeetingDto): Promise<Once<MeetingDto>> {
    return await this.db.transaction(async (tx) => {
      await this.reader.one(networkId, tx);
      return await createOnce(
        tx,
        { kind: `meeting of ${networkId}`, userId: actor.userId, body },
        async (id) => {
          const network = await this.touch(tx, networkId);
          const { companyIds, ...meeting } = body;
          if (meeting.heldOn > this.clock.today()) {
            throw invalid(field('/heldOn', 'future', 'Kan ikke ligge i fremtiden.', 'Cannot be in the future.'));
          }
          refuseAfterEnd(network, meeting.heldOn, '/heldOn');
          await requireMembers(tx, networkId, companyIds, meeting.heldOn);
          const values = { ...meeting, id, networkId, createdBy: actor.userId, createdAt: this.clock.now() };
          await tx.getRepository(NetworkMeeting).insert(values);
          const present = companyIds.map((companyId) => ({ meetingId: id, companyId }));
          await tx.getRepository(NetworkMeetingParticipant).insert(present);
          const after = { ...values, companyIds };
          const entry = { action: 'create', entity: NetworkMeeting, id, companyId: null, after };
          await this.changes.record(tx, actor, entry);
          return await this.reader.meeting(id, tx);
        },
        async (id) => await this.reader.meeting(id, tx),
      );
    });
  }

  /** Counts the network's version up, because its figures change, and lets one change of its life happen at a time. */
  private async touch(tx: EntityManager, networkId: string): Promise<NetworkDto> {
    await tx.query('UPDATE network SET version = version + 1 WHERE id = $1', [networkId]);
    return await this.reader.one(networkId, tx);
  }
}

function refuseAfterEnd({ endedOn }: NetworkDto, day: string, pointer: string): void {
  if (endedOn === null || day < endedOn) return;
  throw invalid(field(pointer, 'network-ended', 'Netværket er nedlagt den dag.', 'The network has ended by that day.'));
}

type Period = Pick<MembershipDto, 'id' | 'networkId' | 'companyId' | 'joinedOn' | 'leftOn'>;

async function checkPeriod(tx: EntityManager, network: NetworkDto, membership: Period): Promise<void> {
  const { id, networkId, companyId, joinedOn, leftOn } = membership;
  if (leftOn !== null && leftOn <= joinedOn) {
    throw invalid(field('/leftOn', 'end-before-start', 'Slutter før det begynder.', 'Ends before it begins.'));
  }
  refuseAfterEnd(network, joinedOn, '/joinedOn');
  const overlapping = await tx.query<unknown[]>(
    `SELECT 1 FROM network_membership WHERE network_id = $1 AND company_id = $2 AND id <> $3
     AND daterange(joined_on, left_on) && daterange($4::date, $5::date)`,
    [networkId, companyId, id, joinedOn, leftOn],
  );
  if (overlapping.length === 0) return;
  throw conflict(
    'membership-overlaps',
    'Virksomheden er allerede medlem i en del af perioden.',
    'The company is a member already for a part of the period.',
    field('/joinedOn', 'membership-overlaps', 'Overlapper et medlemskab.', 'Overlaps a membership.'),
  );
}

/** Throws 422 at `/companyIds/<index>` for the first that was not a member on the day. */
async function requireMembers(tx: EntityManager, networkId: string, ids: string[], day: string): Promise<void> {
  const members = await tx.query<{ id: string }[]>(
    `SELECT company_id AS id FROM network_membership
     WHERE network_id = $1 AND company_id = ANY($2::uuid[]) AND daterange(joined_on, left_on) @> $3::date`,
    [networkId, ids, day],
  );
  const stranger = ids.findIndex((id) => !members.some((member) => member.id === id.toLowerCase()));
  if (stranger === -1) return;
  throw invalid(
    field(`/companyIds/${stranger}`, 'not-a-member', 'Er ikke medlem den dag.', 'Is not a member on that day.'),
  );
}

/** Who was at a meeting stays a member that day. */
async function refuseForgottenMeeting(tx: EntityManager, networkId: string, companyId: string): Promise<void> {
  const [meeting] = await tx.query<{ on: string }[]>(
    `SELECT m.held_on AS "on" FROM network_meeting_participant p JOIN network_meeting m ON m.id = p.meeting_id
     WHERE m.network_id = $1 AND p.company_id = $2 AND NOT EXISTS (
       SELECT 1 FROM network_membership s WHERE s.network_id = m.network_id AND s.company_id = p.company_id
       AND daterange(s.joined_on, s.left_on) @> m.held_on)
     ORDER BY m.held_on DESC LIMIT 1`,
    [networkId, companyId],
  );
  if (!meeting) return;
  const { on } = meeting;
  throw conflict(
    'was-at-meeting',
    `Virksomheden var til møde den ${on}. Medlemskabet skal dække den dag.`,
    `The company was at the meeting on ${on}. The membership must cover that day.`,
  );
}
