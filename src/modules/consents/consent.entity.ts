import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { Channel, GivenBy } from './consent.dto.js';

/** A yes to being contacted in one way for one purpose. Never changed, only withdrawn; a new yes is a new row. */
@Entity()
export class Consent {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Who gave it: a company or a contact, never both. */
  @Column('uuid', { nullable: true })
  companyId: string | null;

  @ManyToOne(() => Company, { nullable: true })
  @JoinColumn({ name: 'company_id' })
  company?: Company | null;

  @Column('uuid', { nullable: true })
  contactId: string | null;

  @ManyToOne(() => Contact, { nullable: true })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact | null;

  @Column('text')
  channel: Channel;

  /** Code of a term of the kind `contact_purpose`. */
  @Column('text')
  purpose: string;

  /** What the giver was shown or told. */
  @Personal()
  @Column('text')
  wording: string;

  @Column('text')
  givenBy: GivenBy;

  @Column('date')
  givenOn: string;

  /** Where it can be seen that it was given. */
  @Personal()
  @Column('text', { nullable: true })
  evidence: string | null;

  @Column('uuid')
  recordedBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'recorded_by' })
  recorder?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('uuid', { nullable: true })
  withdrawnBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'withdrawn_by' })
  withdrawer?: User | null;

  @Personal()
  @Column('text', { nullable: true })
  withdrawalNote: string | null;
}
