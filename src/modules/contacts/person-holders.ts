import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A contact as export and erasure look for it. */
export interface Person {
  readonly contactId: string;
  /** Where the person works or worked: whose records are searched. */
  readonly companyIds: readonly string[];
  /** Names, e-mail addresses and phone numbers, now and earlier, the longest first; what free text is searched for. */
  readonly writings: readonly string[];
  /** The single words of the names; searched for only in records that the person is linked to. */
  readonly nameWords: readonly string[];
}

/** What one feature keeps about contacts. Each feature with a row that names a person registers one at start. */
export interface PersonHolder {
  /** The key of its part of an export, such as `consents`. */
  readonly name: string;
  /** Everything kept about the person, as plain values with names that a reader understands. */
  collect(tx: EntityManager, person: Person): Promise<readonly object[]>;
  /** Deletes it or takes the person out of it, in the caller's transaction; answers the number of rows changed. */
  erase(tx: EntityManager, person: Person): Promise<number>;
}

/** Where features say what they keep about a contact, so that export and erasure reach all of it. */
@Injectable()
export class PersonHolders {
  private readonly holders = new Map<string, PersonHolder>();

  /** A second holder of the same name stops the boot. */
  register(holder: PersonHolder): void {
    if (this.holders.has(holder.name)) throw new Error(`Two holders of personal data are called ${holder.name}`);
    this.holders.set(holder.name, holder);
  }

  all(): readonly PersonHolder[] {
    return [...this.holders.values()];
  }
}
