import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';

/** A network from which the user has signed in, kept for 90 days after the last time. */
@Entity()
export class SignInAddress {
  @PrimaryColumn('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @Personal()
  @PrimaryColumn('text')
  address: string;

  @Column('timestamptz')
  lastUsedAt: Date;
}
