import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Contact } from '../contacts/contact.entity.js';

/** A contact's own no to being contacted in one way for one purpose; only the contact's yes of a later day ends it. */
@Entity()
@Unique(['contactId', 'channel', 'purpose'])
export class ContactRefusal {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  contactId: string;

  @ManyToOne(() => Contact, { nullable: false })
  @JoinColumn({ name: 'contact_id' })
  contact?: Contact;

  @Column('text')
  channel: 'email';

  /** Code of a term of the kind `contact_purpose`. */
  @Column('text')
  purpose: string;

  /** The latest. */
  @Column('date')
  refusedOn: string;
}
