import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';

/** The token itself is only in the user's cookie; here stands its SHA-256. */
@Entity()
@Unique(['id'])
export class Session {
  @PrimaryColumn('bytea')
  tokenHash: Buffer;

  /** What the user sees of it; opens nothing. */
  @Column('uuid')
  id: string;

  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  lastSeenAt: Date;

  /** The absolute end, whatever is done with it. */
  @Column('timestamptz')
  expiresAt: Date;

  /** The user's `sessionGeneration` when it began. */
  @Column('integer', { default: 0 })
  generation: number;

  /** The network it began from, see {@link networkOf}. */
  @Personal()
  @Column('text', { nullable: true })
  address: string | null;

  /** The beginning of what the browser calls itself. */
  @Personal()
  @Column('text', { nullable: true })
  agent: string | null;
}
