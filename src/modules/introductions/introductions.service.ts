import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { CreateIntroductionDto, IntroductionDto, UpdateIntroductionDto } from './introduction.dto.js';
import { Introduction } from './introduction.entity.js';
import { mayBecome } from './introduction.rules.js';
import { IntroductionsReader } from './introductions.reader.js';

@Injectable()
export class IntroductionsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly companies: CompaniesReader,
    private readonly reader: IntroductionsReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateIntroductionDto): Promise<Once<IntroductionDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'introduction', userId: actor.userId, body },
        async (id) => {
          await this.check(tx, actor, body);
          const after = { ...body, id, madeById: body.madeById ?? actor.userId, createdBy: actor.userId };
          await tx.getRepository(Introduction).insert(after).catch(refuseUnknownNetwork);
          const { companyId } = body;
          await this.changes.record(tx, actor, { action: 'create', entity: Introduction, id, companyId, after });
          return await this.reader.one(id, tx);
        },
        async (id) => await this.reader.one(id, tx),
      ),
    );
  }

  /** A new outcome without a day is known today. */
  async update(actor: Actor, id: string, version: number, body: UpdateIntroductionDto): Promise<IntroductionDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      const after = changedOnly<UpdateIntroductionDto>(before as UpdateIntroductionDto, body);
      if (after.outcome) {
        refuseTransition(before, after.outcome);
        after.outcomeOn = body.outcomeOn ?? this.clock.today();
      }
      const { outcome, outcomeOn, outcomeNote } = { ...before, ...after };
      if (outcome === 'open' && (outcomeOn || outcomeNote)) {
        throw invalid(field('/outcome', 'outcome-missing', 'Skriv, hvad der kom ud af det.', 'Say what came of it.'));
      }
      if (outcomeOn) this.checkDay(outcomeOn, '/outcomeOn');
      if (outcomeOn && outcomeOn < before.madeOn) {
        throw invalid(
          field('/outcomeOn', 'end-before-start', 'Ligger før introduktionen.', 'Is before the introduction.'),
        );
      }
      await updateVersioned<Introduction>(tx, Introduction, id, version, after);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action: 'update', entity: Introduction, id, companyId, before, after });
      return await this.reader.one(id, tx);
    });
  }

  private async check(tx: EntityManager, actor: Actor, body: CreateIntroductionDto): Promise<void> {
    const { companyId, fromCompanyId, networkId, otherCompanyId, madeById } = body;
    if (Boolean(networkId) === Boolean(otherCompanyId)) {
      throw invalid(
        field('/networkId', 'one-target', 'Vælg et netværk eller en virksomhed.', 'Choose a network or a company.'),
      );
    }
    refuseTwice(body);
    this.checkDay(body.madeOn, '/madeOn');
    await this.companies.require(actor, companyId, '/companyId', tx);
    if (fromCompanyId) await this.companies.require(actor, fromCompanyId, '/fromCompanyId', tx);
    if (otherCompanyId) await this.companies.require(actor, otherCompanyId, '/otherCompanyId', tx);
    if (madeById) await this.users.requireActive(tx, madeById, '/madeById');
  }

  private checkDay(day: string, pointer: string): void {
    if (day <= this.clock.today()) return;
    throw invalid(field(pointer, 'future', 'Kan ikke ligge i fremtiden.', 'Cannot be in the future.'));
  }
}

/** Nobody is introduced to, or by, itself. */
function refuseTwice({ companyId, fromCompanyId, otherCompanyId }: CreateIntroductionDto): void {
  const same = (one?: string | null, other?: string | null) => one && one.toLowerCase() === other?.toLowerCase();
  const pointer = same(otherCompanyId, companyId) ? '/otherCompanyId'
    : same(fromCompanyId, companyId) || same(fromCompanyId, otherCompanyId) ? '/fromCompanyId'
    : null;
  if (!pointer) return;
  throw invalid(field(pointer, 'company-twice', 'Er en af de andre virksomheder.', 'Is one of the other companies.'));
}

function refuseTransition(before: IntroductionDto, outcome: IntroductionDto['outcome']): void {
  if (mayBecome(before.outcome, outcome)) return;
  throw conflict(
    'introduction-outcome',
    'Der er allerede skrevet, hvad der kom ud af det. Skriv et andet resultat i stedet.',
    'What came of it is written already. Give another outcome instead.',
    field('/outcome', 'introduction-outcome', 'Kan ikke blive åben igen.', 'Cannot become open again.'),
  );
}

/** Networks stand beside this module, so only the database knows whether one exists. */
function refuseUnknownNetwork(error: unknown): never {
  const constraint = error instanceof QueryFailedError ? (error.driverError as { constraint?: string }).constraint : '';
  if (constraint !== 'introduction_network_id_fkey') throw error;
  throw invalid(field('/networkId', 'network-unknown', 'Netværket findes ikke.', 'The network does not exist.'));
}
