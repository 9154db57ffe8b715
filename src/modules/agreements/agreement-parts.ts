import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { field, invalid } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { TermsService } from '../terms/terms.service.js';
import type { AgreementDto } from './agreement.dto.js';
import { AgreementColleague, AgreementContact, AgreementParty, AgreementWorkplace } from './agreement.entity.js';

/** The ids an agreement names. */
export type AgreementLinks = Pick<
  AgreementDto,
  'companyId' | 'partyIds' | 'workplaceIds' | 'contactIds' | 'colleagueIds'
>;

type CheckedFields = AgreementLinks & Pick<AgreementDto, 'kind' | 'from' | 'to'>;

/** Who and what takes part in an agreement: parties, workplaces, contacts, colleagues. */
@Injectable()
export class AgreementParts {
  constructor(
    private readonly companies: CompaniesReader,
    private readonly users: UsersService,
    private readonly terms: TermsService,
  ) {}

  /** Throws 422 at the field that does not fit; looks only at what `changed` names and at what depends on it. */
  async check(tx: EntityManager, actor: Actor, agreement: CheckedFields, changed: readonly string[]): Promise<void> {
    const { kind, from, to, companyId, partyIds, workplaceIds, contactIds, colleagueIds } = agreement;
    const touches = (...names: string[]) => names.some((name) => changed.includes(name));
    if (from !== null && to !== null && to <= from) {
      throw invalid(field('/to', 'end-before-start', 'Slutter før den begynder.', 'Ends before it begins.'));
    }
    if (touches('kind')) await this.terms.requireUsable(tx, 'agreement_kind', kind, '/kind');
    if (touches('companyId')) await this.companies.require(actor, companyId, '/companyId', tx);
    if (touches('companyId', 'partyIds')) await this.requireParties(tx, actor, companyId, partyIds);
    const parties = [companyId, ...partyIds];
    if (touches('companyId', 'partyIds', 'workplaceIds')) await requireWorkplaces(tx, workplaceIds, parties);
    if (touches('companyId', 'partyIds', 'contactIds')) await requireContacts(tx, contactIds, parties);
    if (!touches('colleagueIds')) return;
    for (const [index, id] of colleagueIds.entries()) {
      await this.users.requireActive(tx, id, `/colleagueIds/${index}`);
    }
  }

  /** Replaces the lists that `changed` names, in the transaction of the agreement. */
  async write(
    tx: EntityManager,
    agreementId: string,
    links: AgreementLinks,
    changed: readonly string[],
  ): Promise<void> {
    const { companyId, partyIds, workplaceIds, contactIds, colleagueIds } = links;
    if (changed.includes('companyId') || changed.includes('partyIds')) {
      const rows = [companyId, ...partyIds].map((id) => ({ agreementId, companyId: id }));
      await tx.getRepository(AgreementParty).delete({ agreementId });
      await tx.getRepository(AgreementParty).insert(rows);
    }
    if (changed.includes('workplaceIds')) {
      const rows = workplaceIds.map((workplaceId) => ({ agreementId, workplaceId }));
      await tx.getRepository(AgreementWorkplace).delete({ agreementId });
      await tx.getRepository(AgreementWorkplace).insert(rows);
    }
    if (changed.includes('contactIds')) {
      const rows = contactIds.map((contactId) => ({ agreementId, contactId }));
      await tx.getRepository(AgreementContact).delete({ agreementId });
      await tx.getRepository(AgreementContact).insert(rows);
    }
    if (changed.includes('colleagueIds')) {
      const rows = colleagueIds.map((userId) => ({ agreementId, userId }));
      await tx.getRepository(AgreementColleague).delete({ agreementId });
      await tx.getRepository(AgreementColleague).insert(rows);
    }
  }

  private async requireParties(tx: EntityManager, actor: Actor, companyId: string, partyIds: readonly string[]) {
    for (const [index, id] of partyIds.entries()) {
      if (id === companyId) {
        const text = ['Er hovedparten. Nævn kun de øvrige.', 'Is the main party. Name only the others.'] as const;
        throw invalid(field(`/partyIds/${index}`, 'main-party', ...text));
      }
      await this.companies.require(actor, id, `/partyIds/${index}`, tx);
    }
  }
}

async function requireWorkplaces(tx: EntityManager, ids: readonly string[], parties: readonly string[]): Promise<void> {
  const known = await tx.query<{ id: string }[]>(
    'SELECT id FROM workplace WHERE id = ANY($1::uuid[]) AND company_id = ANY($2::uuid[])',
    [ids, parties],
  );
  const missing = ids.findIndex((id) => !known.some((one) => one.id === id));
  if (missing === -1) return;
  const text = ['Er ikke et arbejdssted hos en af parterne.', 'Is not a workplace of one of the parties.'] as const;
  throw invalid(field(`/workplaceIds/${missing}`, 'workplace-unknown', ...text));
}

async function requireContacts(tx: EntityManager, ids: readonly string[], parties: readonly string[]): Promise<void> {
  const known = await tx.query<{ id: string }[]>(
    'SELECT contact_id AS id FROM contact_role WHERE contact_id = ANY($1::uuid[]) AND company_id = ANY($2::uuid[])',
    [ids, parties],
  );
  const missing = ids.findIndex((id) => !known.some((one) => one.id === id));
  if (missing === -1) return;
  const text = ['Er ikke kontaktperson hos en af parterne.', 'Is not a contact at one of the parties.'] as const;
  throw invalid(field(`/contactIds/${missing}`, 'contact-unknown', ...text));
}
