import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import type { ContactRoleName, ContactSource, NoticeWay, PreferredChannel } from './contact.dto.js';

/** A person one meets at a company: work details only, no CPR number, no private address, nothing about health. */
@Entity()
export class Contact {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Personal()
  @Column('text')
  name: string;

  @Personal()
  @Column('text', { nullable: true })
  email: string | null;

  /** E.164. */
  @Personal()
  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  preferredChannel: PreferredChannel | null;

  /** Where the details come from; the notice owed to the person depends on it. */
  @Column('text')
  source: ContactSource;

  @Column('text', { nullable: true })
  emailSource: ContactSource | null;

  @Column('text', { nullable: true })
  phoneSource: ContactSource | null;

  @Column('date', { nullable: true })
  noticeGivenOn: string | null;

  @Column('text', { nullable: true })
  noticeHow: NoticeWay | null;

  /** Not null: the row names nobody any more. It stays because other rows count on it, and is not found. */
  @Column('timestamptz', { nullable: true })
  erasedAt: Date | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** What the person is at one of the companies. */
@Entity()
export class ContactRole {
  @PrimaryColumn('uuid')
  contactId: string;

  @ManyToOne(() => Contact, { nullable: false })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact;

  @PrimaryColumn('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  @Column('text')
  role: ContactRoleName;

  /** First day on which the person was no longer there. */
  @Column('date', { nullable: true })
  leftOn: string | null;
}
