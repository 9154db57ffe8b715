import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that makes this installation a certain municipality's. */
@Entity()
export class Settings {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  /** Four digits each, such as 0615; whose employers are the population of coverage. Empty until chosen. */
  @Column('text', { array: true, default: () => "'{}'" })
  municipalityCodes: string[];

  @Column('text', { default: '' })
  municipalityName: string;

  /** What the municipality calls its entrance for companies; "jobcenter" is no longer a word of the law. */
  @Column('text', { default: 'Virksomhedsindgangen' })
  deskName: string;

  @Column('text', { default: 'Jobtaskforcen' })
  taskForceName: string;

  /** Fewest employees of a medium-sized company. */
  @Column('integer', { default: 50 })
  mediumFrom: number;

  @Column('integer', { default: 250 })
  largeFrom: number;

  /** Days after which a note is amended, not overwritten. */
  @Column('integer', { default: 14 })
  noteLockDays: number;

  /** Months after which the audit log is deleted, whole batches at a time. */
  @Column('integer', { default: 24 })
  auditKeepMonths: number;

  /** The database holds the sample municipality: nothing in it is real. */
  @Column('boolean', { default: false })
  sampleData: boolean;
}
