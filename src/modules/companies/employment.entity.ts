import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Company } from './company.entity.js';
import { Workplace } from './workplace.entity.js';

/** Employment of one month as the register gave it; kept for 24 months. */
abstract class EmploymentMonth {
  /** First day of the month. */
  @PrimaryColumn('date')
  month: string;

  @Column('integer', { nullable: true })
  employees: number | null;

  @Column('text', { nullable: true })
  employeeInterval: string | null;

  @Column('numeric', { precision: 9, scale: 2, nullable: true })
  fullTimeEquivalents: number | null;
}

@Entity()
export class CompanyEmployment extends EmploymentMonth {
  @PrimaryColumn('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;
}

@Entity()
export class WorkplaceEmployment extends EmploymentMonth {
  @PrimaryColumn('uuid')
  workplaceId: string;

  @ManyToOne(() => Workplace, { nullable: false })
  @JoinColumn({ name: 'workplace_id' })
  workplace?: Workplace;
}
