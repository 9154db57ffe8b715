/** What tasks and pledges should do, told again without a line of the program; days are whole numbers. */
export type Unit = 'places' | 'hours_per_week' | 'yes_no';

export interface ModelTask {
  id: string;
  state: 'open' | 'done' | 'cancelled';
  due: number;
  snoozedFrom: number | null;
}

export type TaskStep = { kind: 'complete' | 'cancel' | 'reopen' } | { kind: 'snooze'; by: number };

/** Changes the task as the step says; false when the step must be refused. */
export function stepTask(task: ModelTask, step: TaskStep, today: number): boolean {
  if (step.kind === 'reopen') {
    if (task.state === 'open') return false;
    task.state = 'open';
    return true;
  }
  if (task.state !== 'open') return false;
  if (step.kind === 'complete') task.state = 'done';
  if (step.kind === 'cancel') task.state = 'cancelled';
  if (step.kind === 'snooze') {
    if (step.by <= 0) return false;
    task.snoozedFrom ??= task.due;
    task.due = today + step.by;
  }
  return true;
}

export interface ModelPledge {
  id: string;
  quantity: number;
  unit: Unit;
  from: number;
  to: number;
  withdrawn: number | null;
  /** In the order in which they were written. */
  fulfilments: { quantity: number; on: number }[];
}

export function fulfilledBy({ unit, fulfilments }: ModelPledge): number {
  if (fulfilments.length === 0) return 0;
  if (unit === 'yes_no') return 1;
  if (unit === 'places') return fulfilments.map(({ quantity }) => quantity).reduce((a, b) => a + b);
  const lastDay = Math.max(...fulfilments.map(({ on }) => on));
  return fulfilments.filter(({ on }) => on === lastDay).at(-1)?.quantity ?? 0;
}

export function stateOn(pledge: ModelPledge, today: number): string {
  const fulfilled = fulfilledBy(pledge);
  if (pledge.withdrawn !== null && today >= pledge.withdrawn) return 'withdrawn';
  if (fulfilled >= pledge.quantity) return 'fulfilled';
  if (today < pledge.from) return 'upcoming';
  if (today >= pledge.to) return fulfilled === 0 ? 'lapsed' : 'partly';
  // Behind as soon as a whole unit more should have come than has.
  const due = (pledge.quantity * (today - pledge.from)) / (pledge.to - pledge.from);
  return fulfilled + 1 <= due ? 'behind' : 'on_track';
}

/** Whether the company has a live pledge on the day. */
export function isLive(pledges: readonly ModelPledge[], day: number): boolean {
  return pledges.some(({ from, to, withdrawn }) => day >= from && day < Math.min(to, withdrawn ?? to));
}
