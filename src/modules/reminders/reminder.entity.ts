import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

export const REMINDER_STATES = [
  'scheduled', 'queued', 'sending', 'sent', 'unknown', 'failed', 'blocked', 'cancelled',
] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

export const CHANNELS = ['in_app', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

export const RECIPIENT_TYPES = ['user', 'contact'] as const;
export type RecipientType = (typeof RECIPIENT_TYPES)[number];

/** One message to one recipient by one channel. The row is the truth; a job in the queue only says "look here". */
@Entity()
@Unique(['dedupeKey'])
@Unique(['messageId'])
export class Reminder {
  @PrimaryColumn('uuid')
  id: string;

  /** Kind, subject, occurrence, channel and recipient: the same reminder is never a second row. */
  @Column('text')
  dedupeKey: string;

  @Column('text')
  kind: string;

  /** What it is about; which table, the kind knows. */
  @Column('uuid')
  subjectId: string;

  /** Which of the subject's reminders, such as `due 2026-12-01`. */
  @Column('text')
  occurrence: string;

  @Column('text')
  channel: Channel;

  @Column('text')
  recipientType: RecipientType;

  /** A colleague or a contact; no foreign key, because contacts stand on a higher floor. */
  @Column('uuid')
  recipientId: string;

  @Column('uuid', { nullable: true })
  companyId: string | null;

  @Column('timestamptz')
  dueAt: Date;

  @Column('text', { default: 'scheduled' })
  state: ReminderState;

  /** Why it is blocked, cancelled or failed: a code. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** How often it was given to the queue; from the second time on it is handled without the queue. */
  @Column('integer', { default: 0 })
  epoch: number;

  /** How often sending was begun. */
  @Column('integer', { default: 0 })
  attempt: number;

  @Column('timestamptz', { nullable: true })
  queuedAt: Date | null;

  /** Whoever holds the token of the last claim may say how the sending ended; anyone else may not. */
  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  /** Made from the id, so that every attempt has the same one and the relay's log can be asked. */
  @Column('text', { nullable: true })
  messageId: string | null;

  /** The digest that carries it. */
  @Column('uuid', { nullable: true })
  digestId: string | null;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  /** What the mail server answered, without addresses. */
  @Column('text', { nullable: true })
  lastError: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
