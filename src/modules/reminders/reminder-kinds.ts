import { Injectable } from '@nestjs/common';
import type { Text } from '../../kernel/problem.js';
import type { Queryable } from '../../platform/database/queryable.js';
import type { RecipientType } from './reminder.entity.js';

/** What a kind gets to see of a reminder that is about to be sent. */
export interface DueReminder {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly occurrence: string;
  readonly recipientType: RecipientType;
  readonly recipientId: string;
  readonly companyId: string | null;
  readonly dueAt: Date;
}

/** What is said; the same in the app and by mail. No citizen, and no more about a person than the task needs. */
export interface Message {
  readonly title: Text;
  readonly body: Text;
  /** Path in the web client, such as `/virksomheder/<id>`. */
  readonly link: string;
  /** The address of a contact; a colleague's is looked up by the ledger. */
  readonly to?: string;
  /** For a contact, who has no web client: instead of `link`, why they get the mail and the path that ends it. */
  readonly outward?: { readonly why: Text; readonly unsubscribe: string };
}

/** Looked at again just before sending, so that nothing stale and nothing forbidden goes out. */
export type Verdict =
  | { readonly send: Message }
  /** No longer due; the code says why. */
  | { readonly drop: string }
  /** Not allowed (contact gate); the code says why. */
  | { readonly block: string }
  /** Not yet. */
  | { readonly later: Date };

/** One sort of reminder, kept by the feature whose records it is about. */
export interface ReminderKind {
  /** Such as `task-due`; part of every reminder's key, so never renamed. */
  readonly name: string;
  /** As users choose it in their preferences. */
  readonly label: Text;
  /** How mails of the kind go out until the user chooses otherwise. */
  readonly email: 'single' | 'digest' | 'off';
  /** Goes to companies: then it is judged when queued and again when sent. */
  readonly outward?: boolean;
  /** One verdict per reminder, by id; one query for all of them. Missing from the answer means `drop: 'gone'`. */
  judge(db: Queryable, due: readonly DueReminder[]): Promise<ReadonlyMap<string, Verdict>>;
}

/** Where features say which reminders they have. */
@Injectable()
export class ReminderKinds {
  private readonly kinds = new Map<string, ReminderKind>();

  /** Called while the program starts; two handlers of one kind stop the boot. */
  register(kind: ReminderKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`Two handlers for reminders of the kind ${kind.name}`);
    this.kinds.set(kind.name, kind);
  }

  get(name: string): ReminderKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No handler for reminders of the kind ${name}`);
    return kind;
  }

  all(): readonly ReminderKind[] {
    return [...this.kinds.values()];
  }

  /** The verdicts of reminders of mixed kinds, each kind asked once; a missing verdict is `drop: 'gone'`. */
  async judge(db: Queryable, due: readonly DueReminder[]): Promise<ReadonlyMap<string, Verdict>> {
    const verdicts = new Map<string, Verdict>();
    for (const [kind, reminders] of Map.groupBy(due, (one) => one.kind)) {
      const given = await this.get(kind).judge(db, reminders);
      for (const { id } of reminders) verdicts.set(id, given.get(id) ?? { drop: 'gone' });
    }
    return verdicts;
  }
}
