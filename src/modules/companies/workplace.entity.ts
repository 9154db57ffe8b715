import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Company } from './company.entity.js';
import type { ContactPolicy } from './company.values.js';

/** An address where a company works (produktionsenhed), keyed by P-number. */
@Entity()
@Unique(['pNumber'])
export class Workplace {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** Ten digits; locked once set. */
  @Column('text', { nullable: true })
  pNumber: string | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  industryCode: string | null;

  @Column('text', { nullable: true })
  industrySystem: 'DB07' | 'DB25' | null;

  @Column('integer', { nullable: true })
  employees: number | null;

  @Column('text', { nullable: true })
  employeeInterval: string | null;

  @Column('date', { nullable: true })
  employeesAsOf: string | null;

  @Column('text', { nullable: true })
  street: string | null;

  @Column('text', { nullable: true })
  postalCode: string | null;

  @Column('text', { nullable: true })
  city: string | null;

  @Column('text', { nullable: true })
  municipalityCode: string | null;

  @Column('text', { nullable: true })
  district: string | null;

  @Column('boolean', { default: false })
  advertisingProtected: boolean;

  @Column('date', { nullable: true })
  advertisingProtectedSince: string | null;

  @Column('text', { default: 'open' })
  contactPolicy: ContactPolicy;

  @Column('text', { nullable: true })
  contactPolicyReason: string | null;

  @Column('date', { nullable: true })
  contactPolicySince: string | null;

  @Column('date', { nullable: true })
  ceasedOn: string | null;

  @Column('timestamptz', { nullable: true })
  registerUpdatedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
