import type { AgreementDto } from '../../src/modules/agreements/agreement.dto.js';
import type { AgreementStatus } from '../../src/modules/agreements/agreement.rules.js';

/** Days are counted from the first day of a sequence in steps of ten, so that dates often fall together. */
export type Step = number;

/**
 * `pick` chooses one of the agreements there are. Masks are bits over the three companies; what a new agreement names
 * is made to fit unless it is `unfit`.
 */
export type Command =
  | {
      kind: 'create'; main: number; others: number; contacts: number; unfit: boolean; from: Step | null;
      length: Step | null;
    }
  | { kind: 'patch'; pick: number; change: Change; oldVersion: boolean }
  | { kind: 'activate'; pick: number; oldVersion: boolean }
  | { kind: 'terminate'; pick: number; on: Step | null }
  | { kind: 'renew'; pick: number; from: Step | null; length: Step | null }
  | { kind: 'advance'; by: Step };

export type Change =
  | { field: 'title'; value: string }
  | { field: 'from' | 'to' | 'reviewOn'; value: Step | null }
  | { field: 'partyIds' | 'contactIds'; value: number };

/** What the model knows of an agreement; the names are those of the answers. */
export type ModelAgreement = Pick<
  AgreementDto,
  | 'id' | 'version' | 'title' | 'companyId' | 'partyIds' | 'contactIds' | 'from' | 'to' | 'reviewOn' | 'signedOn'
  | 'terminatedOn' | 'renewedFromId' | 'renewedById'
> & { signed: boolean; changes: number };

export interface Member {
  companyId: string;
  contactId: string;
}

/** A municipality's agreements with three companies in plain TypeScript, written without a look at the program. */
export class AgreementsModel {
  readonly agreements: ModelAgreement[] = [];
  private now: Step = 0;

  constructor(readonly members: readonly Member[]) {}

  get today(): string {
    return dayOf(this.now);
  }

  advance(by: Step): void {
    this.now += by;
  }

  picked(pick: number): ModelAgreement | undefined {
    return this.agreements[pick % Math.max(this.agreements.length, 1)];
  }

  statusOf(agreement: ModelAgreement): AgreementStatus {
    const { signed, to, terminatedOn } = agreement;
    if (!signed) return 'draft';
    if (terminatedOn) return terminatedOn > this.today ? 'active' : 'terminated';
    return to && to <= this.today ? 'expired' : 'active';
  }

  /** A day counted from today. */
  fromToday(step: Step | null): string | null {
    return step === null ? null : dayOf(this.now + step);
  }

  companiesOf(mask: number): string[] {
    return this.members.filter((_member, index) => mask & (1 << index)).map(({ companyId }) => companyId).sort();
  }

  contactsOf(mask: number): string[] {
    return this.members.filter((_member, index) => mask & (1 << index)).map(({ contactId }) => contactId).sort();
  }

  /** The statuses with which the content may be refused. */
  contentRefusals({ from, to, companyId, partyIds, contactIds }: ModelAgreement): number[] {
    const present = this.members.filter((one) => one.companyId === companyId || partyIds.includes(one.companyId));
    const strangers = contactIds.filter((id) => !present.some(({ contactId }) => contactId === id));
    return (from && to && to <= from) || strangers.length > 0 || partyIds.includes(companyId) ? [422] : [];
  }

  patchRefusals(before: ModelAgreement, after: ModelAgreement): number[] {
    const status = this.statusOf(before);
    const signedFields = ['title', 'from', 'to', 'partyIds'] as const;
    const broken = signedFields.some((name) => String(before[name]) !== String(after[name]));
    const tooLate = status === 'expired' || status === 'terminated' || (status === 'active' && broken);
    return [...(tooLate ? [409] : []), ...this.contentRefusals(after)];
  }

  activateRefusals({ signed, from }: ModelAgreement): number[] {
    return [...(signed ? [409] : []), ...(from ? [] : [422])];
  }

  terminateRefusals(agreement: ModelAgreement, on: string): number[] {
    const runs = this.statusOf(agreement) === 'active' && !agreement.terminatedOn;
    const outside = (agreement.from && on < agreement.from) || (agreement.to && on > agreement.to);
    return [...(runs ? [] : [409]), ...(outside ? [422] : [])];
  }

  renewRefusals(old: ModelAgreement, renewed: ModelAgreement): number[] {
    const renewable = old.signed && !old.terminatedOn && !old.renewedById;
    return [...(renewable ? [] : [409]), ...(renewed.from ? [] : [422]), ...this.contentRefusals(renewed)];
  }

  withParty(companyId: string): ModelAgreement[] {
    const endOf = ({ to, terminatedOn }: ModelAgreement) => [to ?? '9999', terminatedOn ?? '9999'].sort().join();
    return this.agreements
      .filter((one) => one.companyId === companyId || one.partyIds.includes(companyId))
      .sort((a, b) => (`${endOf(a).slice(0, 10)} ${a.id}` < `${endOf(b).slice(0, 10)} ${b.id}` ? -1 : 1));
  }

  /** The days on which the company has an agreement: half-open, in order, none touching the next; null is for ever. */
  periodsOf(companyId: string): [from: string, to: string | null][] {
    const merged: [string, string][] = [];
    const periods = this.withParty(companyId)
      .filter(({ signed }) => signed)
      .map(({ from, to, terminatedOn }) => [from ?? '', terminatedOn ?? to ?? '9999'] as [string, string])
      .filter(([from, to]) => to > from)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [from, to] of periods) {
      const last = merged.at(-1);
      if (last && from <= last[1]) last[1] = to > last[1] ? to : last[1];
      else merged.push([from, to]);
    }
    return merged.map(([from, to]) => [from, to === '9999' ? null : to]);
  }
}

function dayOf(step: Step): string {
  return new Date(Date.UTC(2026, 0, 1 + 10 * step)).toISOString().slice(0, 10);
}
