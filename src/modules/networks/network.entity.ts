import { Column, Entity, Exclusion, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';

/** Companies and partner organisations that meet about something. */
@Entity()
@Unique(['name'])
export class Network {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Personal()
  @Column('text')
  name: string;

  @Personal()
  @Column('text')
  purpose: string;

  /** Code of a term of the kind `network_kind`. */
  @Column('text')
  kind: string;

  /** The colleague who keeps it going. */
  @Column('uuid')
  ownerId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'owner_id' })
  owner?: User;

  /** First day on which it is no more. */
  @Column('date', { nullable: true })
  endedOn: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A company belongs to a network for a time; never twice at the same time. */
@Entity()
@Exclusion(
  'network_membership_once_excl',
  'USING gist (network_id WITH =, company_id WITH =, daterange(joined_on, left_on) WITH &&)',
)
export class NetworkMembership {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  networkId: string;

  @ManyToOne(() => Network, { nullable: false })
  @JoinColumn({ name: 'network_id' })
  network?: Network;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  @Column('date')
  joinedOn: string;

  /** First day on which it is no longer a member. */
  @Column('date', { nullable: true })
  leftOn: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A meeting that was held. */
@Entity()
export class NetworkMeeting {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  networkId: string;

  @ManyToOne(() => Network, { nullable: false })
  @JoinColumn({ name: 'network_id' })
  network?: Network;

  @Column('date')
  heldOn: string;

  @Personal()
  @Column('text', { nullable: true })
  title: string | null;

  @Personal()
  @Column('text', { nullable: true })
  note: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A company that was at a meeting; it was a member that day. */
@Entity()
export class NetworkMeetingParticipant {
  @PrimaryColumn('uuid')
  meetingId: string;

  @ManyToOne(() => NetworkMeeting, { nullable: false })
  @JoinColumn({ name: 'meeting_id' })
  meeting?: NetworkMeeting;

  @PrimaryColumn('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;
}
