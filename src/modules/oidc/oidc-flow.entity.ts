import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in that has gone to the identity provider and is awaited back, by the browser that began it. */
@Entity()
export class OidcFlow {
  /** SHA-256 of the token in the browser's cookie. */
  @PrimaryColumn('bytea')
  browserHash: Buffer;

  @Column('text')
  state: string;

  @Column('text')
  nonce: string;

  @Column('text')
  codeVerifier: string;

  @Column('timestamptz')
  expiresAt: Date;
}
