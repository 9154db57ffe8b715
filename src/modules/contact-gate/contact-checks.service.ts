import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid, Problem } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { problemOfStatus } from '../../platform/http/status-problems.js';
import { PURPOSE_TERMS } from '../consents/consent.dto.js';
import { TermsService } from '../terms/terms.service.js';
import type { ContactCheckDto, ContactCheckQuery, ContactChecksAnswer, ContactChecksDto } from './contact-check.dto.js';
import { ContactGate } from './contact-gate.js';

/** What people ask the gate. */
@Injectable()
export class ContactChecksService {
  constructor(
    private readonly db: DataSource,
    private readonly terms: TermsService,
    private readonly gate: ContactGate,
  ) {}

  async one(actor: Actor, { channel, purpose, ...addressee }: ContactCheckQuery): Promise<ContactCheckDto> {
    if (!(await this.terms.exists(PURPOSE_TERMS, purpose))) {
      throw new Problem(400, 'bad-request', problemOfStatus(400).text, [purposeUnknown('?purpose')]);
    }
    return await this.gate.check(this.db, actor, addressee, { channel, purpose });
  }

  async many(actor: Actor, { companyIds, channel, purpose }: ContactChecksDto): Promise<ContactChecksAnswer> {
    if (!(await this.terms.exists(PURPOSE_TERMS, purpose))) throw invalid(purposeUnknown('/purpose'));
    const ids = companyIds.map((id) => id.toLowerCase());
    const addressees = ids.map((companyId) => ({ companyId }));
    const items = await this.gate.checkAll(this.db, actor, addressees, { channel, purpose });
    const known = new Set(items.map(({ companyId }) => companyId));
    const unknown = ids.flatMap((id, index) => (known.has(id) ? [] : [companyUnknown(`/companyIds/${index}`)]));
    if (unknown.length > 0) throw invalid(...unknown);
    return { items };
  }
}

function purposeUnknown(pointer: string) {
  return field(pointer, 'term-unknown', 'Formålet kendes ikke.', 'The purpose is not known.');
}

function companyUnknown(pointer: string) {
  return field(pointer, 'company-unknown', 'Virksomheden findes ikke.', 'The company does not exist.');
}
