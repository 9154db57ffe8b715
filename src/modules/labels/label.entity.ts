import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { LabelAnswer, LabelCriterion, LabelState } from './label.rules.js';

/** A year in which companies can apply for a label. */
@Entity()
@Unique(['kind', 'year'])
export class LabelRound {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Code of a term of the kind `label`. */
  @Column('text')
  kind: string;

  @Column('integer')
  year: number;

  @Column('date')
  opensOn: string;

  /** First day on which companies may no longer apply. */
  @Column('date')
  closesOn: string;

  @Column('jsonb')
  criteria: LabelCriterion[];

  /** How many criteria must be met. */
  @Column('integer')
  needed: number;

  /** How long a label of the round is valid from the day it is awarded. */
  @Column('integer')
  validMonths: number;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A company's application in one round, and the label once it is awarded. */
@Entity()
@Unique(['companyId', 'roundId'])
export class LabelApplication {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  @Column('uuid')
  roundId: string;

  @ManyToOne(() => LabelRound, { nullable: false })
  @JoinColumn({ name: 'round_id' })
  round?: LabelRound;

  /** In the company's own words, so it may be about people. */
  @Personal()
  @Column('jsonb')
  answers: LabelAnswer[];

  /** The answers judged to meet their criterion; null until assessed. */
  @Column('text', { array: true, nullable: true })
  metKeys: string[] | null;

  @Column('text', { default: 'applied' })
  state: LabelState;

  @Column('date')
  appliedOn: string;

  @Column('date', { nullable: true })
  awardedOn: string | null;

  /** First day on which the label is no longer valid. */
  @Column('date', { nullable: true })
  validTo: string | null;

  /** The day it was declined or withdrawn. */
  @Column('date', { nullable: true })
  closedOn: string | null;

  @Personal()
  @Column('text', { nullable: true })
  closedReason: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
