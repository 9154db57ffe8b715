import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Workplace } from '../companies/workplace.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { StoredStatus } from './agreement.rules.js';

/** What the municipality and one or more companies or partner organisations have agreed to do, each and together. */
@Entity()
@Unique(['renewedFromId'])
export class Agreement {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Code of a term of the kind `agreement_kind`. */
  @Column('text')
  kind: string;

  @Personal()
  @Column('text')
  title: string;

  /** The main party. */
  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  @Personal()
  @Column('text', { nullable: true })
  weDo: string | null;

  @Personal()
  @Column('text', { nullable: true })
  youDo: string | null;

  @Personal()
  @Column('text', { nullable: true })
  togetherDo: string | null;

  @Column('text', { default: 'draft' })
  status: StoredStatus;

  @Column('date', { nullable: true })
  signedOn: string | null;

  @Column('date', { nullable: true })
  fromOn: string | null;

  /** First day after the period; null: open-ended. */
  @Column('date', { nullable: true })
  toOn: string | null;

  @Column('date', { nullable: true })
  reviewOn: string | null;

  @Column('integer', { nullable: true })
  noticeMonths: number | null;

  @Personal()
  @Column('text', { nullable: true })
  documentUrl: string | null;

  /** In the municipality's case system. */
  @Column('text', { nullable: true })
  caseNumber: string | null;

  /** First day on which it is no longer in force. */
  @Column('date', { nullable: true })
  terminatedOn: string | null;

  @Personal()
  @Column('text', { nullable: true })
  terminationReason: string | null;

  /** The agreement that this one renews; each can be renewed once. */
  @Column('uuid', { nullable: true })
  renewedFromId: string | null;

  @ManyToOne(() => Agreement, { nullable: true })
  @JoinColumn({ name: 'renewed_from_id' })
  renewedFrom?: Agreement | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A company or partner organisation that takes part; the main party has a row too. */
@Entity()
export class AgreementParty {
  @PrimaryColumn('uuid')
  agreementId: string;

  @ManyToOne(() => Agreement, { nullable: false })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Agreement;

  @PrimaryColumn('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;
}

/** A workplace of a party that the agreement covers. */
@Entity()
export class AgreementWorkplace {
  @PrimaryColumn('uuid')
  agreementId: string;

  @ManyToOne(() => Agreement, { nullable: false })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Agreement;

  @PrimaryColumn('uuid')
  workplaceId: string;

  @ManyToOne(() => Workplace, { nullable: false })
  @JoinColumn({ name: 'workplace_id' })
  workplace?: Workplace;
}

/** Whom to talk to at a party. */
@Entity()
export class AgreementContact {
  @PrimaryColumn('uuid')
  agreementId: string;

  @ManyToOne(() => Agreement, { nullable: false })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Agreement;

  @PrimaryColumn('uuid')
  contactId: string;

  @ManyToOne(() => Contact, { nullable: false })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact;
}

/** Whom to talk to at the municipality. */
@Entity()
export class AgreementColleague {
  @PrimaryColumn('uuid')
  agreementId: string;

  @ManyToOne(() => Agreement, { nullable: false })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Agreement;

  @PrimaryColumn('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;
}
