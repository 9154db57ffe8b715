import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Moment } from './reminder-rule.rules.js';

/** When a kind of reminder is sent; a municipality may change the days and switch it off. */
@Entity()
export class ReminderRule {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Name of the kind of reminder, such as `task-due`. */
  @Column('text')
  kind: string;

  @Column('text')
  moment: Moment;

  @Column('integer')
  offsetDays: number;

  @Column('boolean', { default: true })
  enabled: boolean;
}
