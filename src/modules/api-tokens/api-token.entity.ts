import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import type { Permission } from '../../kernel/permissions.js';
import { User } from '../users/user.entity.js';

/** With it a program acts as its owner, as far as both its permissions and the owner's role go. */
@Entity()
@Unique(['tokenHash'])
export class ApiToken {
  @PrimaryColumn('uuid')
  id: string;

  /** SHA-256; the token itself was shown once. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  permissions: Permission[];

  @Column('timestamptz')
  createdAt: Date;

  /** The last day it works. */
  @Column('date')
  expiresOn: string;

  /** To the minute. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}
