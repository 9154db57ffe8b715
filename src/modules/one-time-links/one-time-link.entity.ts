import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';

export const LINK_KINDS = ['invitation', 'reset', 'setup'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Lets whoever holds it choose a password, once. The token itself is only in the link; here stands its SHA-256. */
@Entity()
@Unique(['tokenHash'])
export class OneTimeLink {
  @PrimaryColumn('uuid')
  id: string;

  @Column('bytea')
  tokenHash: Buffer;

  @Column('text')
  kind: LinkKind;

  /** Whose password; null for the first administrator, who is not made yet. */
  @Column('uuid', { nullable: true })
  userId: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'user_id' })
  user?: User | null;

  /** The administrator; null when the user, or the program at its start, asked for it. */
  @Column('uuid', { nullable: true })
  createdBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'created_by' })
  creator?: User | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
