import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { notFound } from '../../kernel/problem.js';
import { keysetPage } from '../../platform/database/keyset-page.js';
import { Parameters } from '../../platform/database/parameters.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { ListTasksQuery, TaskDto, TaskPage } from './task.dto.js';

const COLUMNS = `t.id, t.version, t.title, t.due_on AS "dueOn", t.state, t.assignee_id AS "assigneeId",
  t.company_id AS "companyId", c.name AS "companyName", t.subject_type AS "subjectType", t.subject_id AS "subjectId",
  t.snoozed_from AS "snoozedFrom", t.snooze_reason AS "snoozeReason", t.closed_at AS "closedAt",
  t.closed_by AS "closedBy", t.series_id AS "seriesId", t.series_position AS "seriesPosition",
  CASE WHEN s.ended_at IS NULL AND s.id IS NOT NULL THEN
    jsonb_build_object('every', s.every, 'unit', s.unit, 'until', s.until_on, 'count', s.count) END AS recurrence`;
const FROM = 'task t LEFT JOIN company c ON c.id = t.company_id LEFT JOIN task_series s ON s.id = t.series_id';

@Injectable()
export class TasksReader {
  constructor(private readonly db: DataSource) {}

  async one(id: string, db: Queryable = this.db): Promise<TaskDto> {
    const [task] = await db.query<TaskDto[]>(`SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $1`, [id]);
    if (!task) throw notFound();
    return task;
  }

  /** The one due first comes first. */
  async list(query: ListTasksQuery): Promise<TaskPage> {
    const parameters = new Parameters();
    const where: string[] = [];
    if (query.companyId) where.push(`t.company_id = ${parameters.add(query.companyId)}`);
    if (query.assigneeId) where.push(`t.assignee_id = ${parameters.add(query.assigneeId)}`);
    if (query.state) where.push(`t.state = ${parameters.add(query.state)}`);
    if (query.dueBefore) where.push(`t.due_on < ${parameters.add(query.dueBefore)}`);
    return await keysetPage(this.db, {
      columns: COLUMNS,
      from: FROM,
      where,
      parameters,
      id: 't.id',
      sort: { expression: 't.due_on', type: 'date' },
      limit: query.limit ?? 50,
      cursor: query.cursor,
      count: query.count,
    });
  }
}
