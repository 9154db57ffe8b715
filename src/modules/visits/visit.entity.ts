import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Company } from '../companies/company.entity.js';
import { Workplace } from '../companies/workplace.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { VisitKind, VisitOutcome } from './visit.rules.js';

/** One contact with a company: a visit, a call, an e-mail, a meeting online, an event. */
@Entity()
export class Visit {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  companyId: string;

  @ManyToOne(() => Company, { nullable: false })
  @JoinColumn({ name: 'company_id' })
  company?: Company;

  @Column('uuid', { nullable: true })
  workplaceId: string | null;

  @ManyToOne(() => Workplace, { nullable: true })
  @JoinColumn({ name: 'workplace_id' })
  workplace?: Workplace | null;

  @Column('text')
  kind: VisitKind;

  @Column('timestamptz')
  occurredAt: Date;

  /** The day of `occurredAt` in Europe/Copenhagen. */
  @Column('date')
  occurredOn: string;

  @Personal()
  @Column('text')
  summary: string;

  @Column('text', { nullable: true })
  outcome: VisitOutcome | null;

  /** What was offered. */
  @Personal()
  @Column('text', { nullable: true })
  offers: string | null;

  /** What the company was asked for in return. */
  @Personal()
  @Column('text', { nullable: true })
  asks: string | null;

  /** Only the author and the manager of the author's team read the note. */
  @Column('boolean', { default: false })
  restricted: boolean;

  @Column('boolean')
  countsAsContact: boolean;

  @Column('uuid')
  authorId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'author_id' })
  author?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A contact who was there. */
@Entity()
export class VisitContact {
  @PrimaryColumn('uuid')
  visitId: string;

  @ManyToOne(() => Visit, { nullable: false })
  @JoinColumn({ name: 'visit_id' })
  visit?: Visit;

  @PrimaryColumn('uuid')
  contactId: string;

  @ManyToOne(() => Contact, { nullable: false })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact;
}

/** A colleague who was there besides the author. */
@Entity()
export class VisitColleague {
  @PrimaryColumn('uuid')
  visitId: string;

  @ManyToOne(() => Visit, { nullable: false })
  @JoinColumn({ name: 'visit_id' })
  visit?: Visit;

  @PrimaryColumn('uuid')
  userId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: User;
}

/** A correction of a note that is too old to be overwritten. */
@Entity()
export class VisitAmendment {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  visitId: string;

  @ManyToOne(() => Visit, { nullable: false })
  @JoinColumn({ name: 'visit_id' })
  visit?: Visit;

  @Personal()
  @Column('text')
  text: string;

  @Column('uuid')
  authorId: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'author_id' })
  author?: User;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
