import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often a new password was asked for within the hour, for one e-mail address or from one network. */
@Entity()
export class LinkRequest {
  /** SHA-256 of what is counted. */
  @PrimaryColumn('bytea')
  keyHash: Buffer;

  @Column('integer')
  requests: number;

  @Column('timestamptz')
  windowEndsAt: Date;
}
