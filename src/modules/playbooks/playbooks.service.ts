import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addMonths } from '../../kernel/local-date.js';
import { conflict, field, invalid, notFound } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TasksService } from '../tasks/tasks.service.js';
import type {
  CreatePlaybookDto, ListPlaybooksQuery, PlaybookDto, PlaybookPage, PlaybookStartDto, StartPlaybookDto,
  UpdatePlaybookDto,
} from './playbook.dto.js';
import { Playbook, PlaybookStart, PlaybookTask } from './playbook.entity.js';
import { fits, plannedTasks, type PlaybookTrigger } from './playbook.rules.js';

const COLUMNS = `p.id, p.version, p.name, p.trigger, p.sizes, p.has_hr_function AS "hasHrFunction", p.active,
  p.starts_by_itself AS "startsByItself", p.steps`;

@Injectable()
export class PlaybooksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly tasks: TasksService,
    private readonly changes: CompanyChanges,
  ) {}

  /** By name. */
  async list(actor: Actor, query: ListPlaybooksQuery): Promise<PlaybookPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.trigger) where.push(`p.trigger = ${parameters.add(query.trigger)}`);
    if (query.companyId) {
      const ids = await this.fitting(actor, query.companyId);
      where.push(`p.id = ANY(${parameters.add(ids)}::uuid[])`);
    }
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: 'playbook p',
      where,
      parameters,
      id: 'p.id',
      sort: { expression: 'p.name', type: 'text', collate: 'da-x-icu' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }

  async one(id: string, db: Queryable = this.db): Promise<PlaybookDto> {
    const [playbook] = await db.query<PlaybookDto[]>(`SELECT ${COLUMNS} FROM playbook p WHERE p.id = $1`, [id]);
    if (!playbook) throw notFound();
    return playbook;
  }

  async create(actor: Actor, body: CreatePlaybookDto): Promise<Once<PlaybookDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'playbook', userId: actor.userId, body },
        async (id) => {
          const after = { ...body, id };
          await tx.getRepository(Playbook).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: Playbook, id, companyId: null, after });
          return await this.one(id, tx);
        },
        async (id) => await this.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdatePlaybookDto): Promise<PlaybookDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.one(id, tx);
      const after = changedOnly<Playbook>(before, body);
      await updateVersioned(tx, Playbook, id, version, after);
      await this.changes.record(tx, actor, { action: 'update', entity: Playbook, id, companyId: null, before, after });
      return await this.one(id, tx);
    });
  }

  /** Makes one task per step. Whether it fits the company is for the colleague to judge, so it is not asked here. */
  async start(actor: Actor, playbookId: string, body: StartPlaybookDto): Promise<Once<PlaybookStartDto>> {
    return await this.db.transaction(async (tx) => {
      const playbook = await this.one(playbookId, tx);
      return await createOnce(
        tx,
        { kind: `start of ${playbookId}`, userId: actor.userId, body },
        async (id) => {
          const { companyId, assigneeId } = body;
          const startOn = this.checkedStart(body.startOn ?? this.clock.today());
          await this.companies.require(actor, companyId, '/companyId', tx);
          await refuseUnlessStartable(tx, playbook, companyId);
          await this.begin(tx, actor, playbook, { id, companyId, startOn, assigneeId, causeId: null });
          return await startOf(tx, id);
        },
        async (id) => await startOf(tx, id),
      );
    });
  }

  /** Starts what begins by itself on the occasion; not where it is under way, and once for the cause. */
  async startByOccasion(
    tx: EntityManager,
    actor: Actor,
    { occasion, companyId, causeId }: { occasion: PlaybookTrigger; companyId: string; causeId: string },
  ): Promise<void> {
    const playbooks = await tx.query<PlaybookDto[]>(
      `SELECT ${COLUMNS} FROM playbook p WHERE p.active AND p.starts_by_itself AND p.trigger = $1 ORDER BY p.id`,
      [occasion],
    );
    if (playbooks.length === 0) return;
    const company = await this.companies.one(actor, companyId, tx);
    for (const playbook of playbooks.filter((one) => fits(one, company))) {
      if (await isUnderWay(tx, playbook.id, companyId, causeId)) continue;
      const startOn = this.clock.today();
      await this.begin(tx, actor, playbook, { id: randomUUIDv7(), companyId, startOn, causeId });
    }
  }

  private async begin(
    tx: EntityManager,
    actor: Actor,
    playbook: PlaybookDto,
    run: Pick<PlaybookStart, 'id' | 'companyId' | 'startOn' | 'causeId'> & { assigneeId?: string },
  ): Promise<void> {
    const { assigneeId, ...rest } = run;
    const { id, companyId, startOn } = rest;
    const after = { ...rest, playbookId: playbook.id, createdBy: actor.userId };
    await tx.getRepository(PlaybookStart).insert(after);
    for (const [index, task] of plannedTasks(playbook.steps, startOn).entries()) {
      const taskId = await this.tasks.createWithin(tx, actor, { ...task, companyId, assigneeId }, '');
      await tx.getRepository(PlaybookTask).insert({ startId: id, position: index + 1, taskId });
    }
    await this.changes.record(tx, actor, { action: 'create', entity: PlaybookStart, id, companyId, after });
  }

  /** Playbooks are a handful, so the one rule of what fits decides here and is not said again in SQL. */
  private async fitting(actor: Actor, companyId: string): Promise<string[]> {
    const company = await this.companies.one(actor, companyId);
    const active = await this.db.query<PlaybookDto[]>(`SELECT ${COLUMNS} FROM playbook p WHERE p.active`);
    return active.filter((playbook) => fits(playbook, company)).map(({ id }) => id);
  }

  private checkedStart(startOn: string): string {
    const today = this.clock.today();
    if (startOn >= addMonths(today, -12) && startOn <= addMonths(today, 12)) return startOn;
    throw invalid(field('/startOn', 'too-far', 'Vælg en dag inden for et år.', 'Choose a day within a year.'));
  }
}

/** 409 when it is switched off, or when tasks of an earlier start at the company are open. */
async function refuseUnlessStartable(tx: EntityManager, playbook: PlaybookDto, companyId: string): Promise<void> {
  if (!playbook.active) {
    throw conflict(
      'playbook-inactive',
      'Drejebogen bruges ikke længere. Vælg en anden.',
      'The playbook is no longer in use. Choose another.',
    );
  }
  if (!(await isUnderWay(tx, playbook.id, companyId, null))) return;
  throw conflict(
    'playbook-running',
    'Drejebogen er allerede i gang hos virksomheden. Luk dens åbne opgaver først.',
    'The playbook is under way at the company already. Close its open tasks first.',
    field('/companyId', 'playbook-running', 'Er i gang med drejebogen.', 'Has the playbook under way.'),
  );
}

/** Also when the cause has made it start before; two at once wait here. */
async function isUnderWay(tx: EntityManager, playbookId: string, companyId: string, causeId: string | null) {
  await tx.query('SELECT 1 FROM company WHERE id = $1 FOR NO KEY UPDATE', [companyId]);
  const found = await tx.query<unknown[]>(
    `SELECT 1 FROM playbook_start s
     WHERE s.playbook_id = $1 AND (s.cause_id = $3 OR s.company_id = $2 AND EXISTS
       (SELECT 1 FROM playbook_task p JOIN task t ON t.id = p.task_id WHERE p.start_id = s.id AND t.state = 'open'))
     LIMIT 1`,
    [playbookId, companyId, causeId],
  );
  return found.length > 0;
}

async function startOf(tx: EntityManager, id: string): Promise<PlaybookStartDto> {
  const [start] = await tx.query<PlaybookStartDto[]>(
    `SELECT s.id, s.playbook_id AS "playbookId", s.company_id AS "companyId", s.start_on AS "startOn",
       (SELECT array_agg(p.task_id ORDER BY p.position) FROM playbook_task p WHERE p.start_id = s.id) AS "taskIds"
     FROM playbook_start s WHERE s.id = $1`,
    [id],
  );
  if (!start) throw notFound();
  return start;
}
