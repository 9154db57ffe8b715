import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Segment } from './cadence.rules.js';

/** How often companies of a segment are contacted; a municipality may change the days. */
@Entity()
@Unique(['segment', 'engaged'])
export class Cadence {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  segment: Segment;

  /** With an agreement in force or a pledge that lives. */
  @Column('boolean')
  engaged: boolean;

  /** Days from the last contact to the next one. */
  @Column('integer')
  idealDays: number;

  /** Days after which the next contact is overdue. */
  @Column('integer')
  maxDays: number;
}
