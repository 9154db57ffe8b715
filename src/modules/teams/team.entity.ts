import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity()
@Unique(['name'])
export class Team {
  @PrimaryColumn('uuid')
  id: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  name: string;
}
