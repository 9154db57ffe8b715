import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { UsersService } from '../users/users.service.js';
import { CompaniesReader } from '../companies/companies.reader.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { CreateTaskDto, FollowUpTaskDto, SnoozeTaskDto, TaskDto, UpdateTaskDto } from './task.dto.js';
import { Task } from './task.entity.js';
import { nextTaskState, type TaskAction } from './task.rules.js';
import { TasksReader } from './tasks.reader.js';

@Injectable()
export class TasksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly companies: CompaniesReader,
    private readonly reader: TasksReader,
    private readonly changes: CompanyChanges,
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
          await this.insert(tx, actor, { ...body, id }, '');
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
    task: Omit<CreateTaskDto, 'id'>,
    pointer: string,
  ): Promise<string> {
    const id = randomUUIDv7();
    await this.insert(tx, actor, { ...task, id }, pointer);
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

  async update(actor: Actor, id: string, version: number, body: UpdateTaskDto): Promise<TaskDto> {
    return await this.change(actor, id, version, 'update', async (tx, before) => {
      if (body.assigneeId) await this.users.requireActive(tx, body.assigneeId, '/assigneeId');
      return changedOnly<Task>(before as Task & TaskDto, body);
    });
  }

  async complete(actor: Actor, id: string, version: number | null, as: 'done' | 'cancelled'): Promise<TaskDto> {
    const action = as === 'done' ? 'complete' : 'cancel';
    return await this.change(actor, id, version, action, (_tx, before) => ({
      state: allowed(before, action),
      closedAt: this.clock.now(),
      closedBy: actor.userId,
    }));
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
    return await this.change(actor, id, version, 'reopen', (_tx, before) => ({
      state: allowed(before, 'reopen'),
      closedAt: null,
      closedBy: null,
    }));
  }

  private async change(
    actor: Actor,
    id: string,
    version: number | null,
    action: string,
    work: (tx: EntityManager, before: TaskDto) => Partial<Task> | Promise<Partial<Task>>,
  ): Promise<TaskDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      const after = await work(tx, before);
      await updateVersioned(tx, Task, id, version ?? before.version, after);
      const { companyId } = before;
      await this.changes.record(tx, actor, { action, entity: Task, id, companyId, before, after });
      return await this.reader.one(id, tx);
    });
  }

  private async insert(tx: EntityManager, actor: Actor, values: CreateTaskDto & { id: string }, pointer: string) {
    if (values.assigneeId) await this.users.requireActive(tx, values.assigneeId, `${pointer}/assigneeId`);
    const { id, companyId = null } = values;
    const after = { ...values, assigneeId: values.assigneeId ?? actor.userId, createdBy: actor.userId };
    await tx.getRepository(Task).insert(after);
    await this.changes.record(tx, actor, { action: 'create', entity: Task, id, companyId, after });
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
