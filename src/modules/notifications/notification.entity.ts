import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import type { Text } from '../../kernel/problem.js';
import { Reminder } from '../reminders/reminder.entity.js';
import { User } from '../users/user.entity.js';

/** A message in a colleague's own list. */
@Entity()
@Unique(['reminderId'])
export class Notification {
  @PrimaryColumn('uuid')
  id: string;

  /** One notification per reminder. */
  @Column('uuid')
  reminderId: string;

  @ManyToOne(() => Reminder, { nullable: false })
  @JoinColumn({ name: 'reminder_id' })
  reminder?: Reminder;

  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @Column('text')
  kind: string;

  @Personal()
  @Column('jsonb')
  title: Text;

  @Personal()
  @Column('jsonb')
  body: Text;

  /** Path in the web client. */
  @Column('text')
  link: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;
}
