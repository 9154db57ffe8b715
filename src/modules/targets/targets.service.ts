import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid, stale } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TermsService } from '../terms/terms.service.js';
import type { CreateTargetDto, NoteProgressDto, TargetDto, UpdateTargetDto } from './target.dto.js';
import { Target, TargetPart, TargetProgress } from './target.entity.js';
import { targetProblems, type TargetShare } from './target.rules.js';
import { TargetsReader } from './targets.reader.js';

@Injectable()
export class TargetsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly terms: TermsService,
    private readonly reader: TargetsReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateTargetDto): Promise<Once<TargetDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'target', userId: actor.userId, body },
        async (id) => {
          const { parts = [], ...rest } = body;
          const { companyId } = body;
          await this.companies.require(actor, companyId, '/companyId', tx);
          await this.terms.requireUsable(tx, 'pledge_category', body.category, '/category');
          await check(tx, { ...body, parts });
          const columns = { ...rest, id, createdBy: actor.userId };
          await tx.getRepository(Target).insert(columns);
          await spread(tx, id, parts);
          const after = { ...columns, parts };
          await this.changes.record(tx, actor, { action: 'create', entity: Target, id, companyId, after });
          return await this.reader.one(actor, id, tx);
        },
        async (id) => await this.reader.one(actor, id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateTargetDto): Promise<TargetDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(actor, id, tx);
      if (version !== before.version) throw stale(before.version);
      const { parts, ...rest } = body;
      const columns = changedOnly<Target>(before as Target & TargetDto, rest);
      await check(tx, { ...before, ...columns, parts: parts ?? before.parts });
      await updateVersioned(tx, Target, id, version, columns);
      if (parts) {
        keepThoseWithProgress(before, parts);
        await tx.getRepository(TargetPart).delete({ targetId: id });
        await spread(tx, id, parts);
      }
      const { companyId } = before;
      const after = { ...columns, ...(parts && { parts }) };
      await this.changes.record(tx, actor, { action: 'update', entity: Target, id, companyId, before, after });
      return await this.reader.one(actor, id, tx);
    });
  }

  /** Answers the target as it stands with the new entry. */
  async addProgress(actor: Actor, targetId: string, body: NoteProgressDto): Promise<Once<TargetDto>> {
    return await this.db.transaction(async (tx) => {
      const { companyId } = await this.reader.one(actor, targetId, tx);
      return await createOnce(
        tx,
        { kind: `progress of ${targetId}`, userId: actor.userId, body },
        async (id) => {
          // Counting the version up first keeps the parts from being changed meanwhile.
          await tx.query('UPDATE target SET version = version + 1 WHERE id = $1', [targetId]);
          const target = await this.reader.one(actor, targetId, tx);
          this.checkProgress(target, body);
          const { quantity, on, workplaceId = null, note = null } = body;
          const after = { id, targetId, workplaceId, quantity, onDate: on, note, createdBy: actor.userId };
          await tx.getRepository(TargetProgress).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: TargetProgress, id, companyId, after });
          return await this.reader.one(actor, targetId, tx);
        },
        async () => await this.reader.one(actor, targetId, tx),
      );
    });
  }

  private checkProgress({ year, parts }: TargetDto, { on, workplaceId }: NoteProgressDto): void {
    if (on > this.clock.today()) {
      throw invalid(field('/on', 'future', 'Kan ikke ligge i fremtiden.', 'Cannot be in the future.'));
    }
    if (!on.startsWith(`${year}-`)) {
      throw invalid(field('/on', 'outside-year', `Skal ligge i ${year}.`, `Must be in ${year}.`));
    }
    if (!workplaceId || parts.some((part) => part.workplaceId === workplaceId)) return;
    const text = ['Har ingen del af målet.', 'Has no part of the target.'] as const;
    throw invalid(field('/workplaceId', 'part-unknown', ...text));
  }
}

type Checked = Pick<TargetDto, 'companyId' | 'unit' | 'quantity'> & { parts: readonly TargetShare[] };

async function check(tx: EntityManager, target: Checked): Promise<void> {
  const workplaces = await tx.query<{ id: string }[]>(
    'SELECT id FROM workplace WHERE company_id = $1 AND id = ANY($2::uuid[])',
    [target.companyId, target.parts.map(({ workplaceId }) => workplaceId)],
  );
  const own = new Set(workplaces.map(({ id }) => id));
  const text = ['Er ikke et af virksomhedens arbejdssteder.', 'Is not a workplace of the company.'] as const;
  const unknown = target.parts.flatMap(({ workplaceId }, index) =>
    own.has(workplaceId) ? [] : [field(`/parts/${index}/workplaceId`, 'workplace-unknown', ...text)],
  );
  const problems = [...unknown, ...targetProblems(target)];
  if (problems.length > 0) throw invalid(...problems);
}

async function spread(tx: EntityManager, targetId: string, parts: readonly TargetShare[]): Promise<void> {
  const rows = parts.map(({ workplaceId, quantity }) => ({ targetId, workplaceId, quantity }));
  await tx.getRepository(TargetPart).insert(rows);
}

function keepThoseWithProgress({ progress }: TargetDto, parts: readonly TargetShare[]): void {
  const lost = progress.some(
    ({ workplaceId }) => workplaceId !== null && !parts.some((part) => part.workplaceId === workplaceId),
  );
  if (!lost) return;
  throw conflict(
    'target-part-in-use',
    'Et arbejdssted, der er noteret fremdrift på, kan ikke tages ud. Sæt dets del til 0.',
    'A workplace with progress cannot be taken out. Set its part to 0.',
    field('/parts', 'target-part-in-use', 'Mangler et arbejdssted med fremdrift.', 'Lacks a workplace with progress.'),
  );
}
