import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When the last guesses on one account or from one address were made; never more instants than the limit. */
@Entity()
export class GuessCount {
  /** SHA-256 of what is guessed on, because people type their password into the wrong field. */
  @PrimaryColumn('bytea')
  key: Buffer;

  @Column('timestamptz', { array: true })
  guessedAt: Date[];
}
