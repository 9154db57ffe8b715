import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A seal over events: its hash covers the batch before it and a digest of each event. Stays when the events expire. */
@Entity()
@Unique(['prevHash'])
export class AuditBatch {
  /** 1, 2, 3 … without a gap. */
  @PrimaryColumn('bigint')
  seq: number;

  @Column('timestamptz')
  sealedAt: Date;

  /** Of the batch before; 32 zero bytes for the first. */
  @Column('bytea')
  prevHash: Buffer;

  @Column('bytea')
  hash: Buffer;

  /** The events it covers; an event in no batch is not sealed yet, whatever its id. */
  @Column('int8multirange')
  eventIds: string;

  @Column('integer')
  eventCount: number;

  /** SHA-256 of each event, in the order of ids. */
  @Column('bytea')
  eventDigests: Buffer;
}
