import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { IntroductionOutcome } from './introduction.rules.js';

/** A company was introduced to a network or to another company or organisation, and what came of it. */
@Entity()
export class Introduction {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** The company that opened the door, when it was one. */
  @Column('uuid', { nullable: true })
  fromCompanyId: string | null;

  @ManyToOne(() => Company, { nullable: true })
  @JoinColumn({ name: 'from_company_id' })
  fromCompany?: Company | null;

  /** Who was introduced. */
  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** To this network, or to `otherCompanyId`; its foreign key stands in the migration, networks are on this floor. */
  @Column('uuid', { nullable: true })
  networkId: string | null;

  @Column('uuid', { nullable: true })
  otherCompanyId: string | null;

  @ManyToOne(() => Company, { nullable: true })
  @JoinColumn({ name: 'other_company_id' })
  otherCompany?: Company | null;

  @Column('date')
  madeOn: string;

  /** The colleague who made it. */
  @Column('uuid')
  madeById: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'made_by_id' })
  madeBy?: User;

  @Personal()
  @Column('text', { nullable: true })
  note: string | null;

  @Column('text', { default: 'open' })
  outcome: IntroductionOutcome;

  /** The day the outcome was known; null while it is open. */
  @Column('date', { nullable: true })
  outcomeOn: string | null;

  @Personal()
  @Column('text', { nullable: true })
  outcomeNote: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
