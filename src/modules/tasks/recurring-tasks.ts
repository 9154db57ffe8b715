import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { addDays, addMonths } from '../../kernel/local-date.js';
import { conflict, field, invalid } from '../../kernel/problem.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { RecurrenceDto } from '../recurrences/recurrence.dto.js';
import { nextOf, type Recurrence } from '../recurrences/recurrence.rules.js';
import { recurrenceOf, TaskSeries } from '../recurrences/task-series.entity.js';
import type { TaskDto } from './task.dto.js';
import type { Task } from './task.entity.js';
import { type NewTask, TaskWrites } from './task-writes.js';
import { TasksReader } from './tasks.reader.js';

/** The tasks that come back: one occurrence open at a time, the next made in the transaction that closes it. */
@Injectable()
export class RecurringTasks {
  constructor(
    private readonly clock: Clock,
    private readonly reader: TasksReader,
    private readonly writes: TaskWrites,
    private readonly changes: CompanyChanges,
  ) {}

  /** Makes the series of a task, before the task itself; answers what the task keeps of it. */
  async begin(tx: EntityManager, actor: Actor, task: Omit<NewTask, 'id'>, recurrence: RecurrenceDto) {
    await this.writes.checkAssignee(tx, task.assigneeId, '');
    const id = randomUUIDv7();
    const { title, companyId = null, subjectType = null, subjectId = null, dueOn } = task;
    const after = {
      id, title, companyId, subjectType, subjectId, createdBy: actor.userId, ...this.columnsOf(dueOn, recurrence),
      assigneeId: task.assigneeId ?? actor.userId,
    };
    await tx.getRepository(TaskSeries).insert(after);
    await this.changes.record(tx, actor, { action: 'create', entity: TaskSeries, id, companyId, after });
    return { seriesId: id, seriesPosition: 0 };
  }

  /** After the task was closed; does nothing when it does not come back. What was missed is left out. */
  async makeNext(tx: EntityManager, actor: Actor, { seriesId, seriesPosition, dueOn }: TaskDto): Promise<void> {
    const series = seriesId === null ? null : await tx.getRepository(TaskSeries).findOneBy({ id: seriesId });
    if (!series || series.endedAt !== null || seriesPosition === null) return;
    const yesterday = addDays(this.clock.today(), -1);
    const afterDay = dueOn > yesterday ? dueOn : yesterday;
    const next = nextOf(series.startOn, recurrenceOf(series), seriesPosition, afterDay);
    if (!next) return;
    const { title, companyId, subjectType, subjectId } = series;
    const assigneeId = (await isActive(tx, series.assigneeId)) ? series.assigneeId : actor.userId;
    const task = { id: randomUUIDv7(), title, assigneeId, dueOn: next.dueOn, seriesId, seriesPosition: next.position };
    const about = { companyId, subjectType: subjectType as Task['subjectType'], subjectId };
    await this.writes.insert(tx, actor, { ...task, ...about }, '');
  }

  /** Before a task is reopened: cancels the next one, which closing it made; 409 when somebody has changed that one. */
  async takeBackNext(tx: EntityManager, actor: Actor, { seriesId }: TaskDto): Promise<void> {
    const [open] = seriesId === null ? [] : await tx.query<{ id: string }[]>(
      "SELECT id FROM task WHERE series_id = $1 AND state = 'open'",
      [seriesId],
    );
    if (!open) return;
    const next = await this.reader.one(open.id, tx);
    if (next.version > 1) {
      throw conflict(
        'series-open',
        'Opgavens næste gang er allerede i gang. Brug den i stedet.',
        'The task’s next time is under way already. Use that one instead.',
      );
    }
    const after = { state: 'cancelled', closedAt: this.clock.now(), closedBy: actor.userId } as const;
    await this.writes.update(tx, actor, next, null, 'cancel', after);
  }

  /**
   * Changes the open occurrence's series, so that those to come are as the task is to be after `changes`. A new day or
   * recurrence counts anew from the task; null ends the series. Answers what the task keeps of it.
   */
  async change(
    tx: EntityManager,
    actor: Actor,
    task: TaskDto,
    changes: Partial<Pick<Task, 'title' | 'dueOn' | 'assigneeId'>>,
    recurrence: RecurrenceDto | null | undefined,
  ): Promise<Partial<Task>> {
    if (task.state !== 'open') {
      throw conflict('task-state', 'Opgaven er afsluttet. Åbn den igen først.', 'The task is closed. Reopen it first.');
    }
    if (task.seriesId === null) {
      if (recurrence) return await this.begin(tx, actor, { ...task, ...changes }, recurrence);
      if (recurrence === null) return {};
      throw invalid(field('/scope', 'no-series', 'Opgaven gentages ikke.', 'The task does not come back.'));
    }
    await this.writes.checkAssignee(tx, changes.assigneeId, '');
    const series = await tx.getRepository(TaskSeries).findOneByOrFail({ id: task.seriesId });
    const { dueOn, ...rest } = changes;
    const counted = recurrence ?? (dueOn && recurrence !== null ? withoutPast(series, task) : null);
    const after: Partial<TaskSeries> = {
      ...rest,
      ...(counted && { ...this.columnsOf(dueOn ?? task.dueOn, counted), endedAt: null }),
      ...(recurrence === null && { endedAt: this.clock.now() }),
    };
    if (Object.keys(after).length === 0) return {};
    await tx.getRepository(TaskSeries).update(series.id, after);
    const { id, companyId } = series;
    await this.changes.record(tx, actor, { action: 'update', entity: TaskSeries, id, companyId, before: series, after });
    return counted ? { seriesPosition: 0 } : {};
  }

  private columnsOf(startOn: string, { every, unit, until = null, count = null }: RecurrenceDto) {
    if (until !== null && count !== null) {
      throw invalid(field('/recurrence/count', 'two-ends', 'Vælg slutdato eller antal.', 'Choose a last day or a number.'));
    }
    if (startOn < addMonths(this.clock.today(), -12)) {
      throw invalid(field('/dueOn', 'too-far', 'Begynder for mere end et år siden.', 'Begins more than a year ago.'));
    }
    if (until !== null && until < startOn) {
      throw invalid(field('/recurrence/until', 'end-before-start', 'Ligger før fristen.', 'Lies before the due day.'));
    }
    return { startOn, every, unit, untilOn: until, count };
  }
}

/** The recurrence that is left when it is counted anew from the task. */
function withoutPast(series: TaskSeries, { seriesPosition, dueOn }: TaskDto): Recurrence {
  const { count, until, ...rest } = recurrenceOf(series);
  const left = count === null ? null : Math.max(1, count - (seriesPosition ?? 0));
  return { ...rest, count: left, until: until !== null && until < dueOn ? dueOn : until };
}

async function isActive(tx: EntityManager, userId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL', [userId]);
  return rows.length > 0;
}
