import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Personal } from '../../kernel/personal.js';
import { User } from '../users/user.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import type { Decision, RequestKind } from './privacy-request.dto.js';

/** What a person asked about the data kept on them, and what was answered when. */
@Entity()
export class PrivacyRequest {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  kind: RequestKind;

  /** Null when the person is not among the contacts. */
  @Column('uuid', { nullable: true })
  contactId: string | null;

  @ManyToOne(() => Contact, { nullable: true })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact | null;

  @Personal()
  @Column('text', { nullable: true })
  note: string | null;

  @Column('date')
  receivedOn: string;

  @Column('date')
  dueOn: string;

  @Column('date', { nullable: true })
  extendedTo: string | null;

  @Column('date', { nullable: true })
  extendedOn: string | null;

  @Personal()
  @Column('text', { nullable: true })
  extensionReason: string | null;

  @Column('text', { nullable: true })
  decision: Decision | null;

  @Column('date', { nullable: true })
  decidedOn: string | null;

  @Personal()
  @Column('text', { nullable: true })
  decisionReason: string | null;

  /** The law that demands that the data stay, such as offentlighedsloven § 13. */
  @Personal()
  @Column('text', { nullable: true })
  holdBasis: string | null;

  @Column('date', { nullable: true })
  holdReviewOn: string | null;

  @Column('uuid')
  createdBy: string;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'created_by' })
  creator?: User;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'decided_by' })
  decider?: User | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
