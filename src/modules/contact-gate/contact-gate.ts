import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { localDateOf } from '../../kernel/local-date.js';
import { conflict, field, invalid, notFound, type Text } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { Actor } from '../../platform/http/actor.js';
import type { Channel } from '../consents/consent.dto.js';
import { type ContactCheckDto, toContactCheckDto } from './contact-check.dto.js';
import { type Addressee, ContactGateReader } from './contact-gate.reader.js';
import { mayContact } from './contact-gate.rules.js';

/** How and what for. */
export interface Approach {
  channel: Channel;
  /** Code of a term of the kind `contact_purpose`. */
  purpose: string;
  /** The moment asked about; left out: now. */
  at?: Date;
}

type Scope = Pick<Actor, 'onlyCompanyId'>;

/** Says whether companies may be contacted by a channel for a purpose, and why; asked wherever outreach is planned. */
@Injectable()
export class ContactGate {
  constructor(
    private readonly clock: Clock,
    private readonly reader: ContactGateReader,
  ) {}

  /** Throws 404 when the company is out of sight, or the workplace or contact is not the company's. */
  async check(db: Queryable, actor: Scope, addressee: Addressee, approach: Approach): Promise<ContactCheckDto> {
    const [verdict] = await this.checkAll(db, actor, [addressee], approach);
    if (!verdict) throw notFound();
    return verdict;
  }

  /** In one round trip, in the order asked; addressees that are unknown or out of sight are left out. */
  async checkAll(
    db: Queryable,
    actor: Scope,
    addressees: readonly Addressee[],
    approach: Approach,
  ): Promise<ContactCheckDto[]> {
    return (await this.checkEach(db, actor, addressees, approach)).filter((verdict) => verdict !== null);
  }

  /** The same with one place for each addressee, null where it is left out. */
  async checkEach(
    db: Queryable,
    { onlyCompanyId }: Scope,
    addressees: readonly Addressee[],
    { channel, purpose, at = this.clock.now() }: Approach,
  ): Promise<(ContactCheckDto | null)[]> {
    const query = { onlyCompanyId, addressees, channel, purpose, at, day: localDateOf(at) };
    const verdicts = addressees.map((): ContactCheckDto | null => null);
    for (const facts of await this.reader.facts(db, query)) {
      verdicts[facts.position] = toContactCheckDto(facts.companyId, mayContact(facts, channel, purpose));
    }
    return verdicts;
  }

  /** Throws 409 with the reasons when the addressee may not be contacted. */
  async require(tx: EntityManager, actor: Scope, addressee: Addressee, approach: Approach): Promise<void> {
    const verdict = await this.check(tx, actor, addressee, approach);
    if (verdict.allowed) return;
    const { da, en } = inOne(verdict);
    throw conflict('contact-blocked', da, en, ...verdict.reasons.map((one) => field('', one.code, one.da, one.en)));
  }

  /** Throws 422 that names each company in a body that may not be contacted, at its pointer, with the reasons. */
  async requireAll(
    tx: EntityManager,
    actor: Scope,
    companies: readonly { companyId: string; pointer: string }[],
    approach: Approach,
  ): Promise<void> {
    const verdicts = await this.checkAll(tx, actor, companies, approach);
    const blocked = new Map(verdicts.filter(({ allowed }) => !allowed).map((one) => [one.companyId, inOne(one)]));
    const fields = companies.flatMap(({ companyId, pointer }) => {
      const text = blocked.get(companyId);
      return text ? [field(pointer, 'contact-blocked', text.da, text.en)] : [];
    });
    if (fields.length > 0) throw invalid(...fields);
  }
}

function inOne({ reasons }: ContactCheckDto): Text {
  return { da: reasons.map(({ da }) => da).join(' '), en: reasons.map(({ en }) => en).join(' ') };
}
