import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';

/** The shared secret of a user's authenticator app (TOTP, RFC 6238). */
@Entity()
export class SecondFactor {
  @PrimaryColumn('uuid')
  userId: string;

  @OneToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  /** Encrypted, see platform/secrets. */
  @Column('bytea')
  secret: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  /** null: shown, but no code has come back yet; signing in does not ask for it. */
  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  /** The latest step of 30 seconds whose code was used; only later ones are taken, so that each works once. */
  @Column('integer', { default: 0 })
  lastUsedStep: number;
}
