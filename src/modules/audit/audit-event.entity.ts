import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AuditPurpose } from './audit-words.js';

/** Who changed, or looked at, what. Never changed; what is personal in it stands in {@link AuditPersonal}. */
@Entity()
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;

  @Column('text')
  kind: 'change' | 'read';

  @Column('uuid', { nullable: true })
  actorId: string | null;

  /** The word for what was done, such as `update`; of a read: `read`, `search` or `export`. */
  @Column('text')
  action: string;

  @Column('text')
  subjectType: string;

  /** null for a read that showed several, and for what has no id of its own. */
  @Column('uuid', { nullable: true })
  subjectId: string | null;

  @Column('uuid', { nullable: true })
  companyId: string | null;

  /** What a read was for; null for a change. */
  @Column('text', { nullable: true })
  purpose: AuditPurpose | null;

  /** The contacts it is about: what a person is told about look-ups, and what erasure looks for. */
  @Column('uuid', { array: true, default: () => "'{}'" })
  contactIds: string[];

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb', { nullable: true })
  after: object | null;

  /** SHA-256 over salt and content of {@link AuditPersonal}; stays when that is erased. */
  @Column('bytea', { nullable: true })
  personalDigest: Buffer | null;
}

/** The personal values of an event: before and after of a change, the search text of a read. */
@Entity()
export class AuditPersonal {
  @PrimaryColumn('bigint')
  eventId: number;

  @ManyToOne(() => AuditEvent, { nullable: false })
  @JoinColumn({ name: 'event_id' })
  event?: AuditEvent;

  /** Random, so that the digest of a short value cannot be guessed once the value is erased. */
  @Column('uuid')
  salt: string;

  @Column('jsonb')
  content: object;
}
