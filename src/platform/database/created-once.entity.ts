import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The fingerprint of a POST whose id the client chose, written with its effect, so that a repeat is recognised. */
@Entity()
export class CreatedOnce {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: string;

  @Column('bytea')
  fingerprint: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
