import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from '../../kernel/permissions.js';
import { Personal } from '../../kernel/personal.js';
import { Team } from '../teams/team.entity.js';

@Entity('app_user')
@Unique(['email'])
export class User {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Lower case. */
  @Personal()
  @Column('text')
  email: string;

  @Personal()
  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn({ name: 'team_id' })
  team?: Team | null;

  /** A member's own company; a plain id here, its foreign key stands in the migration of companies. */
  @Column('uuid', { nullable: true })
  companyId: string | null;

  /** argon2id; null: cannot sign in with a password. */
  @Column('text', { nullable: true })
  passwordHash: string | null;

  /** Shorter than a password may be on its own; the second factor must not go while it stands. */
  @Column('boolean', { default: false })
  shortPassword: boolean;

  /** Since when signing in takes a code as well; null: it does not. */
  @Column('timestamptz', { nullable: true })
  secondFactorSince: Date | null;

  /** Counts up to end every session at once: one lives only while it carries the user's present number. */
  @Column('integer', { default: 0 })
  sessionGeneration: number;

  /** An account of the sample municipality, whose password everybody knows. */
  @Column('boolean', { default: false })
  demo: boolean;

  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
