import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { TaskState, TaskSubject } from './task.dto.js';

/** Something a colleague must do by a day. */
@Entity()
export class Task {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Personal()
  @Column('text')
  title: string;

  @Column('date')
  dueOn: string;

  @Column('text', { default: 'open' })
  state: TaskState;

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

  /** What the task is about, besides the company. */
  @Column('text', { nullable: true })
  subjectType: TaskSubject | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** The day it was due before it was put off. */
  @Column('date', { nullable: true })
  snoozedFrom: string | null;

  @Personal()
  @Column('text', { nullable: true })
  snoozeReason: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'closed_by' })
  closer?: User | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
