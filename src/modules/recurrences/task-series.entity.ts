import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { Recurrence, RecurrenceUnit } from './recurrence.rules.js';

/** What the next occurrence of a recurring task is made from; at most one occurrence is open at a time. */
@Entity()
export class TaskSeries {
  @PrimaryColumn('uuid')
  id: string;

  @Personal()
  @Column('text')
  title: string;

  @Column('uuid')
  assigneeId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'assignee_id' })
  assignee?: User;

  @Column('uuid', { nullable: true })
  companyId: string | null;

  @ManyToOne(() => Company, { nullable: true })
  @JoinColumn({ name: 'company_id' })
  company?: Company | null;

  @Column('text', { nullable: true })
  subjectType: string | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** The day from which the others are counted. */
  @Column('date')
  startOn: string;

  @Column('integer')
  every: number;

  @Column('text')
  unit: RecurrenceUnit;

  @Column('date', { nullable: true })
  untilOn: string | null;

  @Column('integer', { nullable: true })
  count: number | null;

  /** No further occurrence is made. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

export function recurrenceOf({ every, unit, untilOn, count }: TaskSeries): Recurrence {
  return { every, unit, until: untilOn, count };
}
