import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { BenchmarkValues } from './benchmark.rules.js';

/** A company's own figures of a year on the eight points that Danish companies compare their responsibility by. */
@Entity()
@Unique(['companyId', 'year'])
export class BenchmarkSheet implements BenchmarkValues {
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

  @Column('integer', { nullable: true })
  employeesInDenmark: number | null;

  @Column('numeric', { precision: 4, scale: 1, nullable: true })
  sickLeavePercent: number | null;

  @Column('integer', { nullable: true })
  flexJobs: number | null;

  @Column('integer', { nullable: true })
  wageSubsidyStarted: number | null;

  @Column('integer', { nullable: true })
  wageSubsidyHired: number | null;

  @Column('integer', { nullable: true })
  unpaidPlacements: number | null;

  @Column('integer', { nullable: true })
  unpaidPlacementsHired: number | null;

  @Column('integer', { nullable: true })
  apprentices: number | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
