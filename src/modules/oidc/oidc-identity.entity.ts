import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';

/** Who a user is at an identity provider; `iss` and `sub` never change, while a name or an address may. */
@Entity()
@Unique(['issuer', 'userId'])
export class OidcIdentity {
  @PrimaryColumn('text')
  issuer: string;

  @Personal()
  @PrimaryColumn('text')
  subject: string;

  @Column('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @Column('timestamptz')
  createdAt: Date;
}
