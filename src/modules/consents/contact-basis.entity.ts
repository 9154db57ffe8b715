import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Workplace } from '../companies/workplace.entity.js';
import type { BasisKind } from './contact-basis.dto.js';

/** Why a company that is protected against advertising may be contacted all the same, for a time. */
@Entity()
export class ContactBasis {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** Covers this workplace alone; null: the company and all its workplaces. */
  @Column('uuid', { nullable: true })
  workplaceId: string | null;

  @ManyToOne(() => Workplace, { nullable: true })
  @JoinColumn({ name: 'workplace_id' })
  workplace?: Workplace | null;

  @Column('text')
  kind: BasisKind;

  @Column('date')
  validFrom: string;

  /** First day on which it holds no more. */
  @Column('date', { nullable: true })
  validTo: string | null;

  /** The law, with the kind `legal` alone. */
  @Personal()
  @Column('text', { nullable: true })
  legalText: string | null;

  /** Who decided that the law allows it. */
  @Personal()
  @Column('text', { nullable: true })
  decidedBy: string | null;

  @Personal()
  @Column('text', { nullable: true })
  note: string | null;

  @Column('uuid')
  recordedBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  /** Ended before its time. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('uuid', { nullable: true })
  endedBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'ended_by' })
  ender?: User | null;

  @Personal()
  @Column('text', { nullable: true })
  endNote: string | null;
}
