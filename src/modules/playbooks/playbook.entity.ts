import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import type { SizeClass } from '../../kernel/size-class.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { HrFunction } from '../companies/company.values.js';
import type { NeedDirection } from '../needs/need.dto.js';
import { Task } from '../tasks/task.entity.js';
import type { PlaybookStepDto } from './playbook.dto.js';
import type { PlaybookTrigger } from './playbook.rules.js';

abstract class ForSegment {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Sizes it fits; empty: every size. */
  @Column('text', { array: true, default: () => "'{}'" })
  sizes: SizeClass[];

  /** What must be known about the company's HR function; null: it does not matter. */
  @Column('text', { nullable: true })
  hasHrFunction: HrFunction | null;

  @Column('boolean', { default: true })
  active: boolean;
}

/** Steps that a colleague takes with a company of a certain kind; started, each becomes a task. */
@Entity()
export class Playbook extends ForSegment {
  @Column('text')
  name: string;

  /** The occasion on which it is offered. */
  @Column('text')
  trigger: PlaybookTrigger;

  /** In order; always read and written as a whole. json keeps the order of keys, so that equal lists compare equal. */
  @Column('json')
  steps: PlaybookStepDto[];
}

/** One run of a playbook at one company. */
@Entity()
export class PlaybookStart {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  playbookId: string;

  @ManyToOne(() => Playbook, { nullable: false })
  @JoinColumn({ name: 'playbook_id' })
  playbook?: Playbook;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** The day the offsets of the steps count from. */
  @Column('date')
  startOn: string;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** The task that a step became. */
@Entity()
@Unique(['taskId'])
export class PlaybookTask {
  @PrimaryColumn('uuid')
  startId: string;

  @ManyToOne(() => PlaybookStart, { nullable: false })
  @JoinColumn({ name: 'start_id' })
  start?: PlaybookStart;

  /** Of the step, from 1. */
  @PrimaryColumn('integer')
  position: number;

  @Column('uuid')
  taskId: string;

  @ManyToOne(() => Task, { nullable: false })
  @JoinColumn({ name: 'task_id' })
  task?: Task;
}

/** Something worth asking a company of a certain kind at a visit. */
@Entity()
export class VisitQuestion extends ForSegment {
  @Column('text')
  textDa: string;

  @Column('text')
  textEn: string;

  /** The kind of need it may bring up; null: none in particular. */
  @Column('text', { nullable: true })
  direction: NeedDirection | null;

  @Column('integer', { default: 0 })
  position: number;
}
