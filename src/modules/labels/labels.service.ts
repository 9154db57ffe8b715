import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addMonths } from '../../kernel/local-date.js';
import { conflict, invalid, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { AnswerCriterionDto, ApplyForLabelDto, AssessLabelDto, LabelDto, UpdateLabelDto } from './label.dto.js';
import { LabelApplication, LabelRound } from './label.entity.js';
import {
  answerProblems, judgementProblems, type LabelAction, type LabelAnswer, type LabelState, nextLabelState,
} from './label.rules.js';
import { LabelRoundsService } from './label-rounds.service.js';
import { LabelsReader } from './labels.reader.js';

@Injectable()
export class LabelsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly rounds: LabelRoundsService,
    private readonly reader: LabelsReader,
    private readonly changes: CompanyChanges,
  ) {}

  async apply(actor: Actor, body: ApplyForLabelDto): Promise<Once<LabelDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'label', userId: actor.userId, body },
        async (id) => {
          const { companyId, roundId } = body;
          await this.companies.require(actor, companyId, '/companyId', tx);
          const round = await this.rounds.requireOpen(tx, roundId, '/roundId');
          const answers = answersOf(body.answers, round.criteria);
          const after = { id, companyId, roundId, answers, appliedOn: this.clock.today(), createdBy: actor.userId };
          await tx.getRepository(LabelApplication).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: LabelApplication, id, companyId, after });
          return await this.reader.one(actor, id, tx);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateLabelDto): Promise<LabelDto> {
    return await this.change(actor, id, version, 'update', async (tx, { roundId }) => {
      if (!body.answers) return {};
      const { criteria } = await roundOf(tx, roundId);
      return { answers: answersOf(body.answers, criteria) };
    });
  }

  /** May be repeated until it is awarded or declined. */
  async assess(actor: Actor, id: string, version: number | null, { criteria }: AssessLabelDto): Promise<LabelDto> {
    return await this.change(actor, id, version, 'assess', (_tx, { answers }) => {
      const problems = judgementProblems(answers, criteria);
      if (problems.length > 0) throw invalid(...problems);
      return { metKeys: criteria.filter(({ met }) => met).map(({ key }) => key) };
    });
  }

  async award(actor: Actor, id: string, version: number | null): Promise<LabelDto> {
    return await this.change(actor, id, version, 'award', async (tx, { answers, needed, roundId }) => {
      const met = answers.filter((answer) => answer.met).length;
      if (met < needed) throw tooFewMet(met, needed);
      const { validMonths } = await roundOf(tx, roundId);
      const awardedOn = this.clock.today();
      return { awardedOn, validTo: addMonths(awardedOn, validMonths) };
    });
  }

  /** By the municipality with `decline`, by the company with `withdraw`. */
  async close(
    actor: Actor,
    id: string,
    version: number | null,
    action: 'decline' | 'withdraw',
    reason: string,
  ): Promise<LabelDto> {
    const after = { closedOn: this.clock.today(), closedReason: reason };
    return await this.change(actor, id, version, action, () => after);
  }

  private async change(
    actor: Actor,
    id: string,
    version: number | null,
    action: LabelAction,
    work: (tx: EntityManager, before: LabelDto) => Partial<LabelApplication> | Promise<Partial<LabelApplication>>,
  ): Promise<LabelDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(actor, id, tx);
      if (version !== null && version !== before.version) throw stale(before.version);
      const state = nextLabelState(before.state, action);
      if (!state) throw notFrom(before.state);
      const after = { ...(await work(tx, before)), state };
      await updateVersioned<LabelApplication>(tx, LabelApplication, id, before.version, after);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action, entity: LabelApplication, id, companyId, before, after });
      return await this.reader.one(actor, id, tx);
    });
  }
}

async function roundOf(tx: EntityManager, id: string): Promise<LabelRound> {
  return await tx.getRepository(LabelRound).findOneByOrFail({ id });
}

/** Throws 422 when an answer is not to a criterion of the round. */
function answersOf(answers: readonly AnswerCriterionDto[], criteria: readonly { key: string }[]): LabelAnswer[] {
  const problems = answerProblems(criteria, answers);
  if (problems.length > 0) throw invalid(...problems);
  return answers.map(({ key, done, challenge = null, effect = null }) => ({ key, done, challenge, effect }));
}

const STATE_WORDS: Readonly<Record<LabelState, string>> = {
  applied: 'søgt',
  assessed: 'vurderet',
  awarded: 'tildelt',
  declined: 'afslået',
  withdrawn: 'trukket tilbage',
};

function notFrom(state: LabelState) {
  return conflict(
    'label-state',
    `Det kan ikke lade sig gøre nu: ansøgningen er ${STATE_WORDS[state]}.`,
    `Not possible now: the application is ${state}.`,
  );
}

function tooFewMet(met: number, needed: number) {
  return conflict(
    'label-criteria-unmet',
    `${met} opfyldte kriterier. Der skal ${needed} til.`,
    `${met} criteria are met. It takes ${needed}.`,
  );
}
