import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import { PrivacyRequest } from '../privacy-requests/privacy-request.entity.js';
import type { ErasureCause } from './erasure.dto.js';

/** Proof that a contact was erased, without a personal value; replayed when an older backup is restored. */
@Entity()
export class Erasure {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { unique: true })
  contactId: string;

  @ManyToOne(() => Contact, { nullable: false })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact;

  @Column('text')
  cause: ErasureCause;

  @Column('uuid', { nullable: true })
  requestId: string | null;

  @ManyToOne(() => PrivacyRequest, { nullable: true })
  @JoinColumn({ name: 'request_id' })
  request?: PrivacyRequest | null;

  @Column('text')
  reason: string;

  /** Where the person worked: what is held back is found there when the hold is lifted. */
  @Column('uuid', { array: true })
  companyIds: string[];

  /** Number of rows changed, by the kind of record. */
  @Column('jsonb')
  changed: Record<string, number>;

  /** Null: the program itself, by a retention rule or in a replay. */
  @Column('uuid', { nullable: true })
  erasedBy: string | null;

  @ManyToOne(() => User, { nullable: true })
  @JoinColumn({ name: 'erased_by' })
  eraser?: User | null;

  @Column('timestamptz')
  erasedAt: Date;
}

/** A kind of record that a law keeps from being erased. */
@Entity()
export class ErasureHold {
  @PrimaryColumn('uuid')
  erasureId: string;

  @ManyToOne(() => Erasure, { nullable: false })
  @JoinColumn({ name: 'erasure_id' })
  erasure?: Erasure;

  /** The name of the holder, such as `visits`. */
  @PrimaryColumn('text')
  record: string;

  @Column('text')
  basis: string;

  /** The day on which to ask whether the law still demands it. */
  @Column('date')
  reviewOn: string;

  /** The person's writings that stand in the held records, to find them once the hold is lifted; then empty. */
  @Column('text', { array: true })
  writings: string[];

  @Column('timestamptz', { nullable: true })
  liftedAt: Date | null;
}
