import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A change that others may act on later; ids only, no text and no personal value. */
@Entity()
export class OutboxEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;

  @Column('text')
  type: string;

  @Column('uuid')
  subjectId: string;

  @Column('uuid', { nullable: true })
  companyId: string | null;

  @Column('jsonb', { default: {} })
  data: object;
}
