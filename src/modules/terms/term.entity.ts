import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A word of the field that changes by law or fashion: a scheme, a pledge category, a label. */
@Entity()
@Unique(['kind', 'code'])
export class Term {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  kind: string;

  @Column('text')
  code: string;

  @Column('text')
  nameDa: string;

  @Column('text')
  nameEn: string;

  @Column('text', { nullable: true })
  descriptionDa: string | null;

  @Column('text', { nullable: true })
  descriptionEn: string | null;

  @Column('date')
  validFrom: string;

  /** First day on which it is no longer used; null: still in use. */
  @Column('date', { nullable: true })
  validTo: string | null;

  /** From this day nothing new may be made with it; what runs may finish. */
  @Column('date', { nullable: true })
  closedForNewFrom: string | null;

  @Column('integer', { default: 0 })
  position: number;
}
