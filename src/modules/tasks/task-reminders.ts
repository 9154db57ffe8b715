import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInWords } from '../../kernel/date-in-words.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { atCompany, type DatedKind, DatedReminders } from '../reminder-rules/dated-reminders.js';

const DUE: DatedKind = {
  name: 'task-due',
  label: { da: 'En opgave har frist', en: 'A task is due' },
  email: 'digest',
  subjects: `SELECT t.id, t.due_on AS "on", t.company_id AS "companyId", ARRAY[t.assignee_id] AS "recipientIds", t.title,
      c.name AS "companyName", NULL AS facts
    FROM task t LEFT JOIN company c ON c.id = t.company_id WHERE t.state = 'open'`,
  message: (task, today) => {
    const { da, en } = atCompany(task);
    const [dansk, english] = [dateInWords(task.on, 'da'), dateInWords(task.on, 'en')];
    return {
      title: { da: `${task.title}${da}`, en: `${task.title}${en}` },
      body: task.on < today
        ? { da: `Fristen var ${dansk}.`, en: `It was due on ${english}.` }
        : { da: `Fristen er ${dansk}.`, en: `It is due on ${english}.` },
      link: '/opgaver',
    };
  },
};

/** Reminds colleagues of their open tasks. */
@Injectable()
export class TaskReminders implements OnModuleInit {
  constructor(
    private readonly reminders: DatedReminders,
    private readonly changes: CompanyChanges,
  ) {}

  onModuleInit(): void {
    this.reminders.register(DUE);
    this.changes.follow(['Task'], (tx, { id }) => this.reminders.plan(tx, DUE, [id]));
  }
}
