import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import type { CreateTaskDto, FollowUpTaskDto, SnoozeTaskDto, TaskDto, UpdateTaskDto } from './task.dto.js';
import { RecurringTasks } from './recurring-tasks.js';
import type { Task } from './task.entity.js';
import { nextTaskState, type TaskAction } from './task.rules.js';
import { TaskWrites } from './task-writes.js';
import { TasksReader } from './tasks.reader.js';

@Injectable()
export class TasksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly companies: CompaniesReader,
    private readonly reader: TasksReader,
    private readonly writes: TaskWrites,
    private readonly recurring: RecurringTasks,
  ) {}

  async create(actor: Actor, body: CreateTaskDto): Promise<Once<TaskDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'task', userId: actor.userId, body },
        async (id) => {
          if (body.companyId) await this.companies.require(actor, body.companyId, '/companyId', tx);
          if (Boolean(body.subjectType) !== Boolean(body.subjectId)) {
            throw invalid(field('/subjectId', 'pair', 'Hører sammen med subjectType.', 'Goes with subjectType.'));
          }
          const { recurrence, ...task } = body;
          const series = recurrence ? await this.recurring.begin(tx, actor, task, recurrence) : {};
          await this.writes.insert(tx, actor, { ...task, ...series, id }, '');
          return await this.reader.one(id, tx);
        },
        async (id) => await this.reader.one(id, tx),
      ),
    );
  }

  /**
   * A task made together with something else, in its transaction; answers its id. The caller has checked the company;
   * errors point below `pointer`.
   */
  async createWithin(
    tx: EntityManager,
    actor: Actor,
    task: Omit<CreateTaskDto, 'id' | 'recurrence'>,
    pointer: string,
  ): Promise<string> {
    const id = randomUUIDv7();
    await this.writes.insert(tx, actor, { ...task, id }, pointer);
    return id;
  }

  /** The tasks agreed at a visit, in the transaction of the visit; errors point below `pointer`. */
  async createForVisit(
    tx: EntityManager,
    actor: Actor,
    visit: { id: string; companyId: string },
    tasks: readonly FollowUpTaskDto[],
    pointer: string,
  ): Promise<void> {
    for (const [index, { title, dueOn, assigneeId }] of tasks.entries()) {
      const about = { companyId: visit.companyId, subjectType: 'visit' as const, subjectId: visit.id };
      await this.createWithin(tx, actor, { title, dueOn, assigneeId, ...about }, `${pointer}/${index}`);
    }
  }

  /** This one only, or with those to come (`scope`). */
  async update(actor: Actor, id: string, version: number, body: UpdateTaskDto): Promise<TaskDto> {
    return await this.change(actor, id, version, 'update', async (tx, before) => {
      const { scope = 'one', recurrence, ...rest } = body;
      const after = changedOnly<Task>(before as Task & TaskDto, rest);
      if (scope === 'series') return { ...after, ...(await this.recurring.change(tx, actor, before, after, recurrence)) };
      if (recurrence === undefined) return after;
      const text = ['Skal være series, når gentagelsen ændres.', 'Is series where the recurrence changes.'] as const;
      throw invalid(field('/scope', 'scope', ...text));
    });
  }

  async complete(actor: Actor, id: string, version: number | null, as: 'done' | 'cancelled'): Promise<TaskDto> {
    const action = as === 'done' ? 'complete' : 'cancel';
    const close = (_tx: EntityManager, before: TaskDto) => ({
      state: allowed(before, action),
      closedAt: this.clock.now(),
      closedBy: actor.userId,
    });
    return await this.change(actor, id, version, action, close, (tx, closed) => this.recurring.makeNext(tx, actor, closed));
  }

  async snooze(actor: Actor, id: string, version: number | null, { until, reason }: SnoozeTaskDto): Promise<TaskDto> {
    return await this.change(actor, id, version, 'snooze', (_tx, before) => {
      const state = allowed(before, 'snooze');
      if (until <= this.clock.today()) {
        throw invalid(field('/until', 'past', 'Vælg en dag efter i dag.', 'Choose a day after today.'));
      }
      return { state, dueOn: until, snoozedFrom: before.snoozedFrom ?? before.dueOn, snoozeReason: reason };
    });
  }

  async reopen(actor: Actor, id: string, version: number | null): Promise<TaskDto> {
    return await this.change(actor, id, version, 'reopen', async (tx, before) => {
      const state = allowed(before, 'reopen');
      await this.recurring.takeBackNext(tx, actor, before);
      return { state, closedAt: null, closedBy: null };
    });
  }

  private async change(
    actor: Actor,
    id: string,
    version: number | null,
    action: string,
    work: (tx: EntityManager, before: TaskDto) => Partial<Task> | Promise<Partial<Task>>,
    afterwards?: (tx: EntityManager, before: TaskDto) => Promise<void>,
  ): Promise<TaskDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      const after = await work(tx, before);
      await this.writes.update(tx, actor, before, version, action, after);
      await afterwards?.(tx, before);
      return await this.reader.one(id, tx);
    });
  }
}

function allowed(before: TaskDto, action: TaskAction) {
  const next = nextTaskState(before.state, action);
  if (next) return next;
  throw conflict(
    'task-state',
    before.state === 'open' ? 'Opgaven er allerede åben.' : 'Opgaven er afsluttet. Åbn den igen først.',
    before.state === 'open' ? 'The task is open already.' : 'The task is closed. Reopen it first.',
  );
}
