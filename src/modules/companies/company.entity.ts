import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import type { Sector } from '../../kernel/sector.js';
import type { DecidedSizeClass, SizeBasis, SizeClass } from '../../kernel/size-class.js';
import { User } from '../users/user.entity.js';
import type { CompanyStatus, ContactPolicy, HrFunction, PartnerKind } from './company.values.js';

/** A legal entity, keyed by CVR number; prospects and foreign ones have none. */
@Entity()
@Unique(['cvrNumber'])
export class Company {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Eight digits; locked once set. */
  @Column('text', { nullable: true })
  cvrNumber: string | null;

  @Column('text')
  name: string;

  /** Secondary names (binavne), separated by " · ". */
  @Column('text', { nullable: true })
  otherNames: string | null;

  @Column('integer', { nullable: true })
  companyFormCode: number | null;

  @Column('text', { nullable: true })
  sector: Sector | null;

  /** Six digits with leading zero, in the system named beside it. */
  @Column('text', { nullable: true })
  industryCode: string | null;

  @Column('text', { nullable: true })
  industrySystem: 'DB07' | 'DB25' | null;

  @Column('integer', { nullable: true })
  employees: number | null;

  /** The register's code, such as ANTAL_10_19. */
  @Column('text', { nullable: true })
  employeeInterval: string | null;

  @Column('date', { nullable: true })
  employeesAsOf: string | null;

  @Column('text', { default: 'unknown' })
  sizeClass: SizeClass;

  @Column('text', { nullable: true })
  sizeBasis: SizeBasis | null;

  /** Decided by hand, always with a reason. */
  @Column('text', { nullable: true })
  sizeOverride: DecidedSizeClass | null;

  @Personal()
  @Column('text', { nullable: true })
  sizeOverrideReason: string | null;

  @Column('text', { default: 'unknown' })
  hasHrFunction: HrFunction;

  @Column('boolean', { default: false })
  advertisingProtected: boolean;

  /** The day from which somebody, the register or a colleague, has said so; null: nobody has yet. */
  @Column('date', { nullable: true })
  advertisingProtectedSince: string | null;

  @Column('text', { default: 'open' })
  contactPolicy: ContactPolicy;

  @Personal()
  @Column('text', { nullable: true })
  contactPolicyReason: string | null;

  @Column('date', { nullable: true })
  contactPolicySince: string | null;

  @Column('text', { default: 'active' })
  status: CompanyStatus;

  @Column('text', { default: 'employer' })
  partnerKind: PartnerKind;

  @Column('text', { nullable: true })
  street: string | null;

  @Column('text', { nullable: true })
  postalCode: string | null;

  @Column('text', { nullable: true })
  city: string | null;

  /** Four digits, such as 0615. */
  @Column('text', { nullable: true })
  municipalityCode: string | null;

  /** Postal district, such as "8700 Horsens". */
  @Column('text', { nullable: true })
  district: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('uuid', { nullable: true })
  consultantId: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'consultant_id' })
  consultant?: User | null;

  @Column('date', { nullable: true })
  foundedOn: string | null;

  /** The day it came into this register, by hand or by import. */
  @Column('date')
  firstSeenOn: string;

  @Column('timestamptz', { nullable: true })
  registerUpdatedAt: Date | null;

  /** Day of the last contact that counts; written with the visit that causes it. */
  @Column('date', { nullable: true })
  lastContactOn: string | null;

  /** Outcome of the last visit that had one. */
  @Column('text', { nullable: true })
  lastOutcome: string | null;

  /** The next contact and the day after which it is overdue; derived, see cadences. */
  @Column('date', { nullable: true })
  nextContactOn: string | null;

  @Column('date', { nullable: true })
  contactLatestOn: string | null;

  /** Not due before this day, put off by a colleague or asked for by the company. */
  @Column('date', { nullable: true })
  contactPausedUntil: string | null;

  @Column('text', { nullable: true })
  contactPause: 'snoozed' | 'declined' | null;

  @Personal()
  @Column('text', { nullable: true })
  contactPauseReason: string | null;

  /** Day and author of the last contact, also of one that does not count; another colleague waits after it. */
  @Column('date', { nullable: true })
  lastAttemptOn: string | null;

  @Column('uuid', { nullable: true })
  lastAttemptBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'last_attempt_by' })
  lastAttemptAuthor?: User | null;

  /** Days on which a pledge lives; half-open ranges, written with the pledge that causes them. */
  @Column('datemultirange', { default: () => "'{}'" })
  pledgePeriods: string;

  /** Days on which an agreement is in force; half-open ranges. */
  @Column('datemultirange', { default: () => "'{}'" })
  agreementPeriods: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
