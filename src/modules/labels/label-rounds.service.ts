import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TermsService } from '../terms/terms.service.js';
import type {
  CreateLabelRoundDto, LabelRoundDto, LabelRoundPage, ListLabelRoundsQuery, UpdateLabelRoundDto,
} from './label.dto.js';
import { LabelRound } from './label.entity.js';
import { isOpen, lastDayOf, roundProblems, type RoundTerms } from './label.rules.js';

const COLUMNS = `r.id, r.version, r.kind, r.year, r.opens_on AS "opensOn", r.closes_on AS "closesOn", r.criteria,
  r.needed, r.valid_months AS "validMonths"`;

type RoundRow = Omit<LabelRoundDto, 'open'>;

@Injectable()
export class LabelRoundsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly terms: TermsService,
    private readonly changes: CompanyChanges,
  ) {}

  /** The latest year first. */
  async list(query: ListLabelRoundsQuery): Promise<LabelRoundPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.kind) where.push(`r.kind = ${parameters.add(query.kind)}`);
    if (query.year) where.push(`r.year = ${parameters.add(query.year)}`);
    const page = await keysetPage<RoundRow>(this.db, {
      columns: COLUMNS,
      from: 'label_round r',
      where,
      parameters,
      id: 'r.id',
      sort: { expression: 'r.year', type: 'bigint', descending: true },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
    return { ...page, items: page.items.map((row) => this.asOfToday(row)) };
  }

  async create(actor: Actor, body: CreateLabelRoundDto): Promise<Once<LabelRoundDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'label round', userId: actor.userId, body },
        async (id) => {
          await this.terms.requireUsable(tx, 'label', body.kind, '/kind');
          const { validMonths = 12, needed = Math.min(2, body.criteria.length) } = body;
          const after = { ...body, id, validMonths, needed, createdBy: actor.userId };
          check(after);
          await tx.getRepository(LabelRound).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: LabelRound, id, companyId: null, after });
          return await this.find(tx, id);
        },
        async (id) => await this.find(tx, id),
      ),
    );
  }

  /** Once a company has applied, what it takes to be awarded stays as it was. */
  async update(actor: Actor, id: string, version: number, body: UpdateLabelRoundDto): Promise<LabelRoundDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.find(tx, id);
      const after = changedOnly<LabelRound>(before as LabelRound & LabelRoundDto, body);
      check({ ...before, ...after });
      await updateVersioned(tx, LabelRound, id, version, after);
      if (demandsOf(before) !== demandsOf({ ...before, ...after })) await refuseWhenApplied(tx, id);
      const entry = { action: 'update', entity: LabelRound, id, companyId: null, before, after };
      await this.changes.record(tx, actor, entry);
      return await this.find(tx, id);
    });
  }

  /**
   * The round a company may apply in today, kept from being changed meanwhile. Throws 422 at `pointer` when there is
   * none, and 409 outside its window.
   */
  async requireOpen(tx: EntityManager, id: string, pointer: string): Promise<LabelRoundDto> {
    const [row] = await tx.query<RoundRow[]>(`SELECT ${COLUMNS} FROM label_round r WHERE r.id = $1 FOR SHARE`, [id]);
    if (!row) throw invalid(field(pointer, 'round-unknown', 'Runden findes ikke.', 'The round does not exist.'));
    const round = this.asOfToday(row);
    if (round.open) return round;
    const [first, last] = [round.opensOn, lastDayOf(round)];
    throw conflict(
      'label-round-closed',
      `Der kan søges fra og med ${first} til og med ${last}.`,
      `Applications are taken from ${first} to ${last}, both days included.`,
      field(pointer, 'label-round-closed', 'Runden er ikke åben i dag.', 'The round is not open today.'),
    );
  }

  private async find(tx: EntityManager, id: string): Promise<LabelRoundDto> {
    const [row] = await tx.query<RoundRow[]>(`SELECT ${COLUMNS} FROM label_round r WHERE r.id = $1`, [id]);
    if (!row) throw notFound();
    return this.asOfToday(row);
  }

  private asOfToday(row: RoundRow): LabelRoundDto {
    return { ...row, open: isOpen(row, this.clock.today()) };
  }
}

function check(round: RoundTerms): void {
  const problems = roundProblems(round);
  if (problems.length > 0) throw invalid(...problems);
}

function demandsOf({ criteria, needed }: RoundTerms): string {
  return JSON.stringify([needed, criteria.map(({ key }) => key).sort()]);
}

async function refuseWhenApplied(tx: EntityManager, roundId: string): Promise<void> {
  const applied = await tx.query<unknown[]>('SELECT 1 FROM label_application WHERE round_id = $1 LIMIT 1', [roundId]);
  if (applied.length === 0) return;
  throw conflict(
    'label-round-in-use',
    'Der er søgt i runden, så kravene kan ikke ændres. Teksterne og datoerne kan.',
    'Companies have applied, so what is demanded cannot change. The texts and the dates can.',
  );
}
