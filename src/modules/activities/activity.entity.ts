import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { ActivityState, ActivityTheme, ParticipationAnswer } from './activity.rules.js';

/** A meeting, fair or ceremony to which the municipality invites companies. */
@Entity()
export class Activity {
  @PrimaryColumn('uuid')
  id: string;

  /** Also counts up with every change of a participation, because the activity's answer carries their counts. */
  @Column('integer', { default: 1 })
  version: number;

  /** Code of a term of the kind `activity_kind`. */
  @Column('text')
  kind: string;

  @Column('text')
  theme: ActivityTheme;

  @Personal()
  @Column('text')
  title: string;

  @Personal()
  @Column('text', { nullable: true })
  description: string | null;

  @Column('timestamptz')
  startsAt: Date;

  /** The day of `startsAt` in Europe/Copenhagen. */
  @Column('date')
  startsOn: string;

  @Column('timestamptz')
  endsAt: Date;

  @Personal()
  @Column('text', { nullable: true })
  place: string | null;

  /** Seats in all; null: no limit. */
  @Column('integer', { nullable: true })
  capacity: number | null;

  @Column('uuid')
  ownerId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'owner_id' })
  owner?: User;

  /** Members from outside the municipality may see it. */
  @Column('boolean', { default: false })
  sharedWithMembers: boolean;

  @Column('text', { default: 'planned' })
  state: ActivityState;

  @Personal()
  @Column('text', { nullable: true })
  cancelledReason: string | null;

  @Personal()
  @Column('text', { nullable: true })
  evaluationText: string | null;

  /** 1 to 5. */
  @Column('integer', { nullable: true })
  evaluationScore: number | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A company at an activity: invited, what it answered, whether it came. */
@Entity()
@Unique(['activityId', 'companyId'])
export class ActivityParticipation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  activityId: string;

  @ManyToOne(() => Activity, { nullable: false })
  @JoinColumn({ name: 'activity_id' })
  activity?: Activity;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** Who at the company was asked or comes. */
  @Column('uuid', { nullable: true })
  contactId: string | null;

  @ManyToOne(() => Contact, { nullable: true })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact | null;

  /** Taken from the capacity once the answer is `accepted`. */
  @Column('integer', { default: 1 })
  seats: number;

  @Column('timestamptz')
  invitedAt: Date;

  @Column('text', { default: 'none' })
  answer: ParticipationAnswer;

  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  /** null: not noted yet. */
  @Column('boolean', { nullable: true })
  attended: boolean | null;

  /** How many came; only when it attended. */
  @Column('integer', { nullable: true })
  attendees: number | null;

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
