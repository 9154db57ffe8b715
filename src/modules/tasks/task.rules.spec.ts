import { nextTaskState } from './task.rules.js';

describe('nextTaskState', () => {
  it.each([
    ['open', 'complete', 'done'],
    ['open', 'cancel', 'cancelled'],
    ['open', 'snooze', 'open'],
    ['open', 'reopen', null],
    ['done', 'complete', null],
    ['done', 'cancel', null],
    ['done', 'snooze', null],
    ['done', 'reopen', 'open'],
    ['cancelled', 'complete', null],
    ['cancelled', 'reopen', 'open'],
  ] as const)('%s, %s: %s', (state, action, expected) => {
    expect(nextTaskState(state, action)).toBe(expected);
  });
});
