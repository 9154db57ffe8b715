import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { PledgeDirection, PledgeUnit } from './pledge.rules.js';

/** A company's promise of social responsibility, in places, persons, hours or deeds; never in money. */
@Entity()
export class Pledge {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** Code of a term of the kind `pledge_category`. */
  @Column('text')
  category: string;

  @Column('text')
  direction: PledgeDirection;

  @Column('integer')
  quantity: number;

  @Column('text')
  unit: PledgeUnit;

  @Column('date')
  fromOn: string;

  /** First day after the period. */
  @Column('date')
  toOn: string;

  /** In general words, never a person. */
  @Personal()
  @Column('text', { nullable: true })
  targetGroup: string | null;

  /** What the municipality does in return. */
  @Personal()
  @Column('text', { nullable: true })
  inReturn: string | null;

  /** Who promised. */
  @Column('uuid', { nullable: true })
  contactId: string | null;

  @ManyToOne(() => Contact, { nullable: true })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact | null;

  /** The company agreed to be named in public. */
  @Column('boolean', { default: false })
  publicOk: boolean;

  @Column('date', { nullable: true })
  withdrawnOn: string | null;

  @Personal()
  @Column('text', { nullable: true })
  withdrawnReason: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** What became of a pledge on a day: a number and a note, never a citizen. */
@Entity()
export class PledgeFulfilment {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  pledgeId: string;

  @ManyToOne(() => Pledge, { nullable: false })
  @JoinColumn({ name: 'pledge_id' })
  pledge?: Pledge;

  /** The visit at which it was heard; the foreign key stands in the migration, visits are a floor above. */
  @Column('uuid', { nullable: true })
  visitId: string | null;

  @Column('integer')
  quantity: number;

  @Column('date')
  onDate: string;

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
