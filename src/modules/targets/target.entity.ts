import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Workplace } from '../companies/workplace.entity.js';
import type { TargetUnit } from './target.rules.js';

/** What a company aims at in a year, for all its workplaces together. */
@Entity()
@Unique(['companyId', 'year', 'category'])
export class Target {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  @Column('integer')
  year: number;

  /** Code of a term of the kind `pledge_category`. */
  @Column('text')
  category: string;

  @Column('integer')
  quantity: number;

  @Column('text')
  unit: TargetUnit;

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

/** A workplace's share of a target; audited with the target. */
@Entity()
export class TargetPart {
  @PrimaryColumn('uuid')
  targetId: string;

  @ManyToOne(() => Target, { nullable: false })
  @JoinColumn({ name: 'target_id' })
  target?: Target;

  @PrimaryColumn('uuid')
  workplaceId: string;

  @ManyToOne(() => Workplace, { nullable: false })
  @JoinColumn({ name: 'workplace_id' })
  workplace?: Workplace;

  @Column('integer')
  quantity: number;
}

/** What became of a target on a day: a number and a note, never a citizen. */
@Entity()
export class TargetProgress {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  targetId: string;

  @ManyToOne(() => Target, { nullable: false })
  @JoinColumn({ name: 'target_id' })
  target?: Target;

  /** null: of the company as a whole. */
  @Column('uuid', { nullable: true })
  workplaceId: string | null;

  @ManyToOne(() => Workplace, { nullable: true })
  @JoinColumn({ name: 'workplace_id' })
  workplace?: Workplace | null;

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
