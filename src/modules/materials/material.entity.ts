import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { DeliveryChannel, MaterialLanguage, MaterialTheme } from './material.rules.js';

/** Something to read that companies are given: an address, a short text, or both. */
@Entity()
export class Material {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  title: string;

  @Column('text')
  theme: MaterialTheme;

  @Column('text')
  language: MaterialLanguage;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text', { nullable: true })
  body: string | null;

  @Column('date')
  validFrom: string;

  /** First day on which it is no longer given to anybody. */
  @Column('date', { nullable: true })
  retiredOn: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A company was given a material. A log: nothing is sent from here. */
@Entity()
export class MaterialDelivery {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  materialId: string;

  @ManyToOne(() => Material, { nullable: false })
  @JoinColumn({ name: 'material_id' })
  material?: Material;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  /** Who got it there. */
  @Column('uuid', { nullable: true })
  contactId: string | null;

  @ManyToOne(() => Contact, { nullable: true })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact | null;

  @Column('text')
  channel: DeliveryChannel;

  @Column('date')
  onDate: string;

  /** The colleague who gave it. */
  @Column('uuid')
  byId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'by_id' })
  by?: User;

  @Personal()
  @Column('text', { nullable: true })
  note: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
