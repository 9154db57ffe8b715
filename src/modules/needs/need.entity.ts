import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { NeedDirection, NeedHorizon, NeedState } from './need.dto.js';

/** What a company needs, in its own words. */
@Entity()
export class Need {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** The visit at which it was heard; the foreign key stands in the migration, visits are a floor above. */
  @Column('uuid', { nullable: true })
  visitId: string | null;

  @Column('text')
  direction: NeedDirection;

  @Column('text')
  horizon: NeedHorizon;

  @Personal()
  @Column('text')
  text: string;

  @Column('text', { default: 'open' })
  state: NeedState;

  /** What was offered, or why it was dropped. */
  @Personal()
  @Column('text', { nullable: true })
  answer: string | null;

  /** Number of the job order in the municipality's own system; only text here. */
  @Column('text', { nullable: true })
  jobOrderNumber: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
