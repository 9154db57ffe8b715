import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';

export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const MAIL_CHOICES = ['single', 'digest', 'off'] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

/** How one colleague wants to be reminded; without a row the defaults of the columns hold. */
@Entity()
export class Preference {
  /** The user's. */
  @PrimaryColumn('uuid')
  id: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'id' })
  user?: User;

  @Column('integer', { default: 1 })
  version: number;

  /** Of mails. */
  @Column('text', { default: 'da' })
  language: Language;

  /** 0 to 23 in Copenhagen: when the daily digest goes out. */
  @Column('integer', { default: 7 })
  digestHour: number;

  /** No mail from this hour … */
  @Column('integer', { default: 18 })
  quietFrom: number;

  /** … to this one; the same hour twice: never quiet. */
  @Column('integer', { default: 7 })
  quietTo: number;

  @Column('boolean', { default: true })
  quietWeekends: boolean;
}

/** What the colleague chose for one kind of reminder; without a row the kind's own default holds. */
@Entity()
export class PreferenceKind {
  @PrimaryColumn('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;

  @PrimaryColumn('text')
  kind: string;

  @Column('boolean')
  inApp: boolean;

  @Column('text')
  email: MailChoice;
}
