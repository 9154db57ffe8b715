import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';
import type { RetentionKind, RunState } from './retention.dto.js';

/** How many months records of a kind are kept; only an enabled rule is carried out. */
@Entity()
export class RetentionRule {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text', { unique: true })
  kind: RetentionKind;

  @Column('integer')
  months: number;

  @Column('boolean', { default: false })
  enabled: boolean;

  /** In whose name the rule erases; null while it stands as delivered. */
  @Column('uuid', { nullable: true })
  updatedBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'updated_by' })
  updater?: User | null;
}

/** One rule carried out on one day; the row is the truth about its progress. */
@Entity()
@Unique(['ruleId', 'runOn'])
export class RetentionRun {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  ruleId: string;

  @ManyToOne(() => RetentionRule, { nullable: false })
  @JoinColumn({ name: 'rule_id' })
  rule?: RetentionRule;

  @Column('date')
  runOn: string;

  @Column('text', { default: 'running' })
  state: RunState;

  @Column('integer', { default: 0 })
  processed: number;

  /** Times that a worker took it up since it last made progress. */
  @Column('integer', { default: 0 })
  attempt: number;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  startedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}
