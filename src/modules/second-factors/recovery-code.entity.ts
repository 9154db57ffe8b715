import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';

/** A code that works once in place of the app's; only its SHA-256 is kept, which 120 random bits make safe. */
@Entity()
export class RecoveryCode {
  @PrimaryColumn('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @PrimaryColumn('bytea')
  codeHash: Buffer;
}
