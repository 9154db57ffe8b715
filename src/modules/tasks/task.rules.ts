import type { TaskState } from './task.dto.js';

export type TaskAction = 'complete' | 'cancel' | 'snooze' | 'reopen';

/** From which state an action leads to which; what is not named is refused. */
const TRANSITIONS: Readonly<Record<TaskAction, Partial<Record<TaskState, TaskState>>>> = {
  complete: { open: 'done' },
  cancel: { open: 'cancelled' },
  snooze: { open: 'open' },
  reopen: { done: 'open', cancelled: 'open' },
};

/** The state after the action; null when it is not allowed from here. */
export function nextTaskState(state: TaskState, action: TaskAction): TaskState | null {
  return TRANSITIONS[action][state] ?? null;
}
