import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { UsersService } from '../users/users.service.js';
import type { CreateTaskDto, TaskDto } from './task.dto.js';
import { Task } from './task.entity.js';

export type NewTask = Omit<CreateTaskDto, 'recurrence'> & Pick<Task, 'id'> & Partial<Pick<Task, 'seriesId' | 'seriesPosition'>>;

/** The two statements that write tasks, with what each leaves behind. */
@Injectable()
export class TaskWrites {
  constructor(
    private readonly users: UsersService,
    private readonly changes: CompanyChanges,
  ) {}

  /** Errors point below `pointer`. */
  async insert(tx: EntityManager, actor: Actor, values: NewTask, pointer: string): Promise<void> {
    await this.checkAssignee(tx, values.assigneeId, pointer);
    const { id, companyId = null } = values;
    const after = { ...values, assigneeId: values.assigneeId ?? actor.userId, createdBy: actor.userId };
    await tx.getRepository(Task).insert(after);
    await this.changes.record(tx, actor, { action: 'create', entity: Task, id, companyId, after });
  }

  async update(
    tx: EntityManager,
    actor: Actor,
    before: TaskDto,
    version: number | null,
    action: string,
    after: Partial<Task>,
  ): Promise<void> {
    const { id, companyId } = before;
    await this.checkAssignee(tx, after.assigneeId, '');
    await updateVersioned(tx, Task, id, version ?? before.version, after);
    await this.changes.record(tx, actor, { action, entity: Task, id, companyId, before, after });
  }

  /** Throws 422 for whom nobody can give a task to. */
  async checkAssignee(tx: EntityManager, assigneeId: string | undefined, pointer: string): Promise<void> {
    if (assigneeId) await this.users.requireActive(tx, assigneeId, `${pointer}/assigneeId`);
  }
}
