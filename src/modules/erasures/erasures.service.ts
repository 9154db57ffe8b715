import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { field, invalid, notFound } from '../../kernel/problem.js';
import { redactor, redactWithin, spellings } from '../../kernel/redact.js';
import { AuditErasure } from '../audit/audit-erasure.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { Contact } from '../contacts/contact.entity.js';
import { type Person, type PersonHolder, PersonHolders } from '../contacts/person-holders.js';
import { Erasure, ErasureHold } from './erasure.entity.js';
import { ErasuresReader } from './erasures.reader.js';
import { PersonFinder, personOf } from '../privacy/person-finder.js';
import type { ErasureCause, ErasureDto, LegalHoldDto } from './erasure.dto.js';

/** What to erase, why, and what must stay. */
export interface ErasureOrder {
  contactId: string;
  cause: ErasureCause;
  reason: string;
  requestId?: string | null;
  legalHold?: readonly LegalHoldDto[];
  /** Null: the program itself. */
  erasedBy: string | null;
  /** When; in a replay the day of the first time. */
  erasedAt: Date;
}

@Injectable()
export class ErasuresService {
  constructor(
    private readonly holders: PersonHolders,
    private readonly finder: PersonFinder,
    private readonly reader: ErasuresReader,
    private readonly changes: CompanyChanges,
    private readonly audit: AuditErasure,
  ) {}

  /**
   * Erases a contact from everything but what is held, in the caller's transaction. A contact erased before is erased
   * from what is no longer held, so that the same order twice is the same as once. Throws 404 for an unknown one.
   */
  async eraseWithin(tx: EntityManager, order: ErasureOrder): Promise<ErasureDto> {
    const { contactId, legalHold = [] } = order;
    this.checkHolds(legalHold);
    const known = await tx.query<unknown[]>('SELECT 1 FROM contact WHERE id = $1 FOR UPDATE', [contactId]);
    if (known.length === 0) throw notFound();
    const earlier = await tx.getRepository(Erasure).findOneBy({ contactId });
    if (earlier) await this.lift(tx, order, earlier);
    else await this.erase(tx, order);
    return await this.reader.one(contactId, tx);
  }

  private async erase(tx: EntityManager, order: ErasureOrder): Promise<void> {
    const { contactId, cause, requestId = null, legalHold = [], erasedBy } = order;
    const person = await this.finder.find(tx, contactId);
    const id = randomUUIDv7();
    const isHeld = (holder: PersonHolder) => legalHold.some(({ record }) => record === holder.name);
    const { companyIds, writings, nameWords } = person;
    const redact = redactor({ writings, words: nameWords });
    const holds: Partial<ErasureHold>[] = [];
    for (const hold of legalHold) {
      const held = await this.writingsHeld(tx, person, hold.record);
      holds.push({ erasureId: id, ...hold, basis: redact(hold.basis), writings: held });
    }
    const changed = await this.eraseFrom(tx, person, (holder) => !isHeld(holder));
    const reason = redact(order.reason);
    await tx.getRepository(Erasure).insert({
      id, contactId, cause, requestId, reason, companyIds: [...companyIds], changed, erasedBy, erasedAt: order.erasedAt,
    });
    await tx.getRepository(ErasureHold).insert(holds);
    await this.forget(tx, order, id, writings);
    await this.record(tx, order, companyIds, 'erase');
  }

  /** What was held before and is not any more goes; what still is gets the basis and the day of this order. */
  private async lift(tx: EntityManager, order: ErasureOrder, { id: erasureId, companyIds }: Erasure): Promise<void> {
    const { contactId, legalHold = [] } = order;
    const held = await tx.getRepository(ErasureHold).findBy({ erasureId, liftedAt: IsNull() });
    for (const { record } of held) {
      const still = legalHold.find((one) => one.record === record);
      if (still) {
        const { basis, reviewOn } = still;
        await tx.getRepository(ErasureHold).update({ erasureId, record }, { basis, reviewOn });
      }
    }
    const lifted = held.filter(({ record }) => !legalHold.some((one) => one.record === record));
    if (lifted.length === 0) return;
    const person = personOf(contactId, companyIds, lifted.flatMap(({ writings }) => writings));
    await this.eraseFrom(tx, person, ({ name }) => lifted.some(({ record }) => record === name));
    for (const { record } of lifted) {
      await tx.getRepository(ErasureHold).update({ erasureId, record }, { writings: [], liftedAt: order.erasedAt });
    }
    await this.forget(tx, order, erasureId, person.writings);
    await this.record(tx, order, companyIds, 'lift');
  }

  private async eraseFrom(
    tx: EntityManager,
    person: Person,
    wanted: (holder: PersonHolder) => boolean,
  ): Promise<Record<string, number>> {
    const changed: Record<string, number> = {};
    for (const holder of this.holders.all().filter(wanted)) {
      const rows = await holder.erase(tx, person);
      if (rows > 0) changed[holder.name] = rows;
    }
    return changed;
  }

  /** Those of the person's writings and names that stand in the record to be held. */
  private async writingsHeld(tx: EntityManager, person: Person, record: string): Promise<string[]> {
    const holder = this.holders.all().find(({ name }) => name === record);
    const rows = (await holder?.collect(tx, person)) ?? [];
    const text = JSON.stringify(rows);
    const stands = (redact: (text: string) => string) => JSON.stringify(redactWithin(rows, redact)) !== text;
    return [
      ...person.writings.filter((writing) => stands(redactor({ writings: [writing] }))),
      ...person.nameWords.filter((word) => stands(redactor({ writings: [], words: [word] }))),
    ];
  }

  /** What the log of changes and look-ups still says about the person. */
  private async forget(tx: EntityManager, order: ErasureOrder, erasureId: string, writings: readonly string[]) {
    const { contactId, erasedBy: actorId } = order;
    await this.audit.forgetPerson(tx, { contactId, erasureId, actorId, writings: writings.flatMap(spellings) });
  }

  private async record(tx: EntityManager, order: ErasureOrder, companyIds: readonly string[], action: string) {
    const { contactId: id, erasedBy: userId } = order;
    await this.changes.record(tx, { userId }, { action, entity: Contact, id, companyId: companyIds[0] ?? null });
  }

  /** The contact's own details can never be held: without them it would not be erased. */
  private checkHolds(legalHold: readonly LegalHoldDto[]): void {
    const names = this.holders.all().map(({ name }) => name).filter((name) => name !== 'contact');
    for (const [index, { record }] of legalHold.entries()) {
      const pointer = `/legalHold/${index}/record`;
      if (!names.includes(record)) {
        const list = names.join(', ');
        throw invalid(field(pointer, 'record-unknown', `Skal være en af: ${list}.`, `Must be one of: ${list}.`));
      }
      if (legalHold.findIndex((one) => one.record === record) < index) {
        throw invalid(field(pointer, 'twice', 'Står to gange.', 'Is listed twice.'));
      }
    }
  }
}
